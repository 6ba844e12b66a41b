import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { measureBytes } from '../../scripts/sizes.mjs'

const root = `${import.meta.dirname}/../..`
const RUN_MS = 120_000

test('npm run parts weighs the bundle that is published, and every part of it weighs something', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['scripts/parts.mjs'], { cwd: root })
  const [whole = 0, ...rest] = stdout.split('\n').flatMap((line) => (/^ +-?\d/.test(line) ? [parseInt(line)] : []))
  const published = readFileSync(`${root}/dist/affiliate.js`, 'utf8').replace(/\/\/# sourceMappingURL.*\n/, '')
  expect(whole).toBe(measureBytes(published).gzip)
  const savings = rest.slice(0, -2)
  expect(savings.length).toBeGreaterThan(5)
  expect(savings.filter((bytes) => bytes >= 0)).toEqual([])
  expect(rest.slice(-2).every((bytes) => bytes > 0 && bytes < whole)).toBe(true)
}, RUN_MS)
