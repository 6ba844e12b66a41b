import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Next.js's command, from the repository's root. */
export const NEXT = 'node_modules/next/dist/bin/next'

/** Builds an app, by its folder from the root, if it or what it is built from has changed since its last build. */
export function buildNext(folder: string, environment: Record<string, string> = {}): void {
  const app = join(ROOT, folder)
  const stamp = join(app, '.next/built.sha256')
  const hash = createHash('sha256').update(JSON.stringify(environment))
  for (const file of [join(ROOT, 'package-lock.json'), ...filesOf(app), ...filesOf(join(ROOT, 'dist'))]) {
    hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  const wanted = hash.digest('hex')
  if (readStamp(stamp) === wanted) return
  rmSync(join(app, '.next'), { recursive: true, force: true })
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, NEXT), 'build'], {
    cwd: app,
    // Not the test runner's NODE_ENV: production is what merchants run.
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...environment },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`next build failed\n${stdout}\n${stderr}`)
  writeFileSync(stamp, wanted)
}

function readStamp(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
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
