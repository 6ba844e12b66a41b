import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { waitForOutput } from '../support/output.ts'
import { recorder } from '../support/recorder.ts'

export type AppName = keyof typeof COMMANDS

export interface App {
  readonly origin: string
  close(): Promise<void>
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const server = here('server.mjs')

const COMMANDS = {
  next: [here('../../node_modules/next/dist/bin/next'), 'start', here('next'), '-H', '127.0.0.1', '-p', '0'],
  vue: [server, 'vue', 'index.html'],
  'vue-ssr': [server, 'vue', 'ssr.html'],
  'react-data': [server, 'react', 'data.html'],
  'react-declarative': [server, 'react', 'declarative.html'],
  'react-ssr': [server, 'react', 'ssr.html'],
  svelte: [here('../../node_modules/vite/bin/vite.js'), 'preview', '--host', '127.0.0.1', '--port', '0'],
  astro: [server, 'astro'],
} as const

/** Builds what has changed and serves one app, with the bundle from `dist`, on a free port of the loopback. */
export async function startApp(name: AppName): Promise<App> {
  execFileSync(process.execPath, [here('build.mjs')], { stdio: 'inherit' })
  const [module, ...args] = COMMANDS[name]
  const child = fork(module, args, {
    // Where SvelteKit looks for its configuration; the others do not care.
    cwd: here(name === 'svelte' ? 'svelte' : '.'),
    execArgv: ['--import', here('exit.mjs')],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      AFFILIATE_JS: here('../../dist/affiliate.js'),
      RECORDER_JS: writeRecorder(),
    },
  })
  const [, port] = await waitForOutput(child, /http:\/\/127\.0\.0\.1:(\d+)/, name)
  return { origin: `http://www.shop.localhost:${port}`, close: () => close(child) }
}

function writeRecorder(): string {
  const path = here('.cache/recorder.js')
  mkdirSync(here('.cache'), { recursive: true })
  writeFileSync(path, recorder.replace(/^\s*<script[^>]*>|<\/script>\s*$/g, ''))
  return path
}

function close(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    // Asked kindly, Next.js waits for the browser to give up its idle connections.
    child.kill('SIGKILL')
  })
}
