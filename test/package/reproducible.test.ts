import { createHash } from 'node:crypto'
import { cpSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOutside, type Outside, ROOT, run } from '../support/package.ts'

const BUILD_MS = 180_000
const SOURCES = ['src', 'scripts', 'package.json', 'rollup.config.mjs', 'tsconfig.json']

let outside: Outside

beforeAll(async () => {
  outside = await createOutside('a-folder-with-another-name')
  for (const name of SOURCES) cpSync(join(ROOT, name), join(outside.folder, name), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(outside.folder, 'node_modules'))
  // Another day, another zone, another tongue: nothing of them may be in the output.
  const env = { ...process.env, TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }
  await run('npm', ['run', 'build'], { cwd: outside.folder, env })
}, BUILD_MS)

afterAll(() => outside?.remove())

test('a build from clean, in another folder and another zone, gives the same bytes for every file', () => {
  const [here, there] = [ROOT, outside.folder].map((root) => digest(join(root, 'dist')))
  expect(Object.keys(here ?? {}).length).toBeGreaterThan(50)
  expect(there).toEqual(here)
})

test('no file holds a date or a folder of the machine', () => {
  const today = new Date().toISOString().slice(0, 10)
  for (const file of list(join(outside.folder, 'dist'))) {
    const text = readFileSync(join(outside.folder, 'dist', file), 'utf8')
    for (const trace of [today, outside.folder, `${ROOT}/`])
      expect(text.includes(trace), `${trace} in ${file}`).toBe(false)
  }
})

const list = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(folder, file)).isFile())

/** Of every file its hash. */
const digest = (folder: string): Record<string, string> =>
  Object.fromEntries(
    list(folder).map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    ]),
  )
