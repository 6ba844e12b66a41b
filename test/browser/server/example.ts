import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildNext, NEXT } from '../../support/next.ts'
import { waitForOutput } from '../../support/output.ts'
import { endHelper, spawnHelper } from '../../support/processes.ts'

export type ExampleName = 'node-http' | 'express' | 'hono' | 'next' | 'webhook' | 'vendors' | 'proxy'

export interface Example {
  readonly port: number
  close(): Promise<void>
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const FOLDER = join(ROOT, 'examples/server')

/** Starts an example as a person would, on a free port of the loopback, against a sandbox. */
export async function startExample(name: ExampleName, apiHost: string, environment = {}): Promise<Example> {
  if (name === 'next') buildNext('examples/server/next')
  const next = [join(ROOT, NEXT), 'start', join(FOLDER, 'next'), '-H', '127.0.0.1', '-p', '0']
  const args = name === 'next' ? next : [join(FOLDER, name, 'server.mjs')]
  const env = {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    PORT: '0',
    INTROW_API_HOST: apiHost,
    ...environment,
  }
  const child = spawnHelper('node', args, env, ['ignore', 'pipe', 'pipe'])
  const [, port] = await waitForOutput(child, /http:\/\/[\w.]+:(\d+)/, name)
  return { port: Number(port), close: () => endHelper(child) }
}
