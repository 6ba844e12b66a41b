import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const repository = join(here, '../..')

// Builds every app whose sources, or the lockfile, have changed since its last build; fails if one fails. Two test files may want
// them at once: the second waits.
const lock = join(here, '.cache', 'building')
mkdirSync(join(here, '.cache'), { recursive: true })
while (!takeLock()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
process.on('exit', () => rmSync(lock, { force: true }))

build('next', ['next/.next'], [['next', 'build']])
build(
  'vue',
  ['.cache/vue'],
  [
    ['vite', 'build'],
    ['vite', 'build', '--ssr', 'server.js'],
  ],
)
build(
  'react',
  ['.cache/react'],
  [
    ['vite', 'build'],
    ['vite', 'build', '--ssr', 'server.jsx'],
  ],
)
build('svelte', ['.cache/svelte'], [['vite', 'build']])
build('astro', ['.cache/astro'], [['astro', 'build']])

function takeLock() {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    // Of a build that was ended by force.
    if (!isRunning(Number(readStamp(lock)))) rmSync(lock, { force: true })
    return false
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function build(app, outputs, commands) {
  const stamp = join(here, '.cache', `${app}.sha256`)
  const hash = hashOf(app)
  if (readStamp(stamp) === hash) return
  for (const path of [stamp, ...outputs]) rmSync(resolve(here, path), { recursive: true, force: true })
  const startedAt = performance.now()
  for (const [command, ...args] of commands) run(app, command, args)
  writeFileSync(stamp, hash)
  console.log(`test/apps/${app}: built in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
}

function run(app, command, args) {
  const { status, stdout, stderr, error } = spawnSync(join(repository, 'node_modules/.bin', command), args, {
    cwd: join(here, app),
    // A test runner's NODE_ENV would end up in the build, and production is what is to be tested.
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1' },
    encoding: 'utf8',
  })
  const what = `${app}: ${command} ${args.join(' ')}`
  if (status !== 0) throw new Error(`${what} failed\n${stdout}\n${stderr}`, { cause: error })
}

function hashOf(app) {
  const hash = createHash('sha256')
  for (const file of [join(repository, 'package-lock.json'), join(here, 'build.mjs'), ...filesOf(join(here, app))]) {
    hash.update(relative(here, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('/.next/'))
    .sort()
}

function readStamp(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
