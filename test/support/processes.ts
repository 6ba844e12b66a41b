import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { findExecutable } from '../../scripts/executables.mjs'

const LEASH = fileURLToPath(new URL('leash.sh', import.meta.url))

/** How to start an executable so that it never outlives us. */
export function leash(executable: string | undefined): { executablePath: string; env: Record<string, string> } {
  if (executable === undefined) throw new Error('A browser is missing: run `node scripts/browsers.mjs`')
  const env = Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  return { executablePath: LEASH, env: { ...Object.fromEntries(env), LEASHED: executable } }
}

/** Starts a helper on a leash, as the leader of a process group of its own. */
export function spawnHelper(
  command: string,
  args: string[],
  env: Record<string, string>,
  stdio: StdioOptions,
): ChildProcess {
  const executable = findExecutable(command)
  if (executable === undefined) throw new Error(`${command} is missing: run \`node scripts/browsers.mjs\``)
  const setpriv = findExecutable('setpriv')
  const words = setpriv === undefined ? [executable, ...args] : [setpriv, '--pdeathsig', 'KILL', executable, ...args]
  return spawn(words[0] ?? executable, words.slice(1), { env: { ...process.env, ...env }, stdio, detached: true })
}

/** Ends a helper and everything that it has started. */
export async function endHelper(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  process.kill(-child.pid, 'SIGKILL')
  await ended
}

export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
