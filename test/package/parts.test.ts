import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { measureBytes, packServer } from '../../scripts/sizes.mjs'

const root = `${import.meta.dirname}/../..`
const { stdout } = await promisify(execFile)(process.execPath, ['scripts/parts.mjs'], { cwd: root })
const figuresOf = (table: string) => table.split('\n').flatMap((line) => (/^ +-?\d/.test(line) ? [parseInt(line)] : []))
const [, script = [], server = []] = stdout.split('\n\n').map(figuresOf)

test('npm run parts weighs the bundle that is published, and every part of it weighs something', () => {
  const [whole = 0, ...rest] = script
  const published = readFileSync(`${root}/dist/affiliate.js`, 'utf8').replace(/\/\/# sourceMappingURL.*\n/, '')
  expect(whole).toBe(measureBytes(published).gzip)
  const savings = rest.slice(0, -2)
  expect(savings.length).toBeGreaterThan(5)
  expect(savings.filter((bytes) => bytes >= 0)).toEqual([])
  expect(rest.slice(-2).every((bytes) => bytes > 0 && bytes < whole)).toBe(true)
})

test('it weighs the server entry as workers pack it, and every part of it weighs something', async () => {
  const [whole = 0, ...rest] = server
  expect(whole).toBe(measureBytes(await packServer(root)).gzip)
  const savings = rest.slice(0, -3)
  expect(savings.length).toBeGreaterThan(2)
  expect(savings.filter((bytes) => bytes >= 0)).toEqual([])
  expect(rest.slice(-3).every((bytes) => bytes > 0 && bytes < whole)).toBe(true)
})
