import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { attribute, REST } from '../../scripts/attribution.mjs'
import { ROOT } from '../support/package.ts'

const read = (file: string) => readFileSync(join(ROOT, 'dist', file), 'utf8')

test('the bytes of affiliate.js are shared out among its sources, to the last', () => {
  const code = read('affiliate.js')
  const shares = attribute(code, JSON.parse(read('affiliate.js.map')))
  expect(shares.reduce((sum, [, bytes]) => sum + bytes, 0)).toBe(Buffer.byteLength(code))
  const sources = shares.map(([source]) => source)
  expect(sources.filter((source) => source.startsWith('../src/')).length).toBeGreaterThan(10)
  expect(sources.some((source) => source.includes('js-cookie'))).toBe(true)
})

test('a byte belongs to the source that the map names last before it', () => {
  // Column 2 is of a.ts, column 5 of b.ts, column 7 of nobody.
  const map = { version: 3, names: [], sources: ['a.ts', 'b.ts'], mappings: 'EAAA,GCAA,E' }
  expect(attribute('--aaaéé--\n//', map)).toEqual([
    [REST, 7],
    ['b.ts', 4],
    ['a.ts', 3],
  ])
})
