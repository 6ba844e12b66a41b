import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { spawnSync, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { endHelper, spawnHelper } from '../../support/processes.ts'

export type ExampleName = 'node-http' | 'express' | 'hono' | 'next' | 'webhook' | 'proxy'

export interface Example {
  readonly port: number
  close(): Promise<void>
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const FOLDER = join(ROOT, 'examples/server')
const NEXT = join(FOLDER, 'next')
const NEXT_COMMAND = join(ROOT, 'node_modules/next/dist/bin/next')
const NEXT_STAMP = join(NEXT, '.next/built.sha256')

/** Starts an example as a person would, on a free port of the loopback, against a sandbox. */
export async function startExample(name: ExampleName, apiHost: string, environment = {}): Promise<Example> {
  if (name === 'next') buildNext()
  const next = [NEXT_COMMAND, 'start', NEXT, '-H', '127.0.0.1', '-p', '0']
  const args = name === 'next' ? next : [join(FOLDER, name, 'server.mjs')]
  const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', PORT: '0', INTROW_API_HOST: apiHost, ...environment }
  const child = spawnHelper('node', args, env, ['ignore', 'pipe', 'pipe'])
  return { port: await portOf(child, name), close: () => endHelper(child) }
}

function portOf(child: ChildProcess, name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk
      const port = /http:\/\/[\w.]+:(\d+)/.exec(output)?.[1]
      if (port) resolve(Number(port))
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code} before it listened\n${output}`)))
  })
}

/** Builds the Next.js example if it, or what it is built from, has changed since its last build. */
function buildNext(): void {
  const hash = createHash('sha256')
  for (const file of [join(ROOT, 'package-lock.json'), ...filesOf(NEXT), ...filesOf(join(ROOT, 'dist'))]) {
    hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  const stamp = hash.digest('hex')
  if (readStamp() === stamp) return
  rmSync(join(NEXT, '.next'), { recursive: true, force: true })
  const { status, stdout, stderr } = spawnSync(process.execPath, [NEXT_COMMAND, 'build'], {
    cwd: NEXT,
    // Not the test runner's NODE_ENV: production is what merchants run.
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`next build failed\n${stdout}\n${stderr}`)
  writeFileSync(NEXT_STAMP, stamp)
}

function readStamp(): string | undefined {
  try {
    return readFileSync(NEXT_STAMP, 'utf8')
  } catch {
    return undefined
  }
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('/.next/'))
    .sort()
}
