import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const EXAMPLES = dirname(fileURLToPath(import.meta.url))
const ROOT = dirname(EXAMPLES)
const HOST = '127.0.0.1'

/** Runs an app on its framework's development server, as its own `npm run dev` would. */
export async function serveApp(name, { port, apiHost }) {
  linkPackage()
  const prefix = name === 'next' ? 'NEXT_PUBLIC' : 'VITE'
  // Before what the app's own .env says.
  process.env[`${prefix}_INTROW_API_HOST`] = apiHost
  return name === 'next' ? serveNext(name, port) : serveVite(name, port)
}

/** What `npm install` does in a copy of the app: `@introw/affiliate` is found, here in this repository's own build. */
export function linkPackage() {
  const scope = join(EXAMPLES, 'node_modules/@introw')
  if (existsSync(join(scope, 'affiliate'))) return
  mkdirSync(scope, { recursive: true })
  symlinkSync(join('..', '..', '..'), join(scope, 'affiliate'), 'junction')
}

async function serveVite(name, port) {
  const { createServer } = await import('vite')
  const server = await createServer({
    root: join(EXAMPLES, name),
    logLevel: 'warn',
    // The package is linked from outside of the app's folder.
    server: { host: HOST, port, strictPort: true, fs: { allow: [ROOT] } },
  })
  await server.listen()
}

/** Resolves once it listens; it ends with us, and we with it. */
function serveNext(name, port) {
  const command = join(ROOT, 'node_modules/next/dist/bin/next')
  const next = spawn(process.execPath, [command, 'dev', join(EXAMPLES, name), '-H', HOST, '-p', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.once('exit', () => next.kill())
  next.once('exit', (code) => process.exit(code ?? 1))
  return new Promise((resolve) => next.stdout.on('data', (text) => String(text).includes('Ready') && resolve()))
}
