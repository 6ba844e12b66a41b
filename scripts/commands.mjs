import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Runs a command in the repository's root, with its output on ours, and gives its exit code. It ends with us. */
export function run(command, args, env = {}) {
  return new Promise((resolve) => {
    const stdio = ['ignore', 'inherit', 'inherit']
    const child = spawn(command, args, { cwd: ROOT, stdio, env: { ...process.env, ...env } })
    const stop = (signal) => {
      child.kill(signal)
      process.exitCode = 1
    }
    process.on('SIGTERM', stop).on('SIGINT', stop)
    const finish = (code) => {
      process.off('SIGTERM', stop).off('SIGINT', stop)
      resolve(code)
    }
    child.once('error', (error) => {
      console.error(`${command}: ${error.message}`)
      finish(127)
    })
    child.once('exit', (code) => finish(code ?? 1))
  })
}
