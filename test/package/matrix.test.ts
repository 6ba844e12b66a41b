import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Column, renderMatrix } from '../browser/matrix/table.mjs'
import { ROOT } from '../support/package.ts'

const read = (path: string) => readFileSync(join(ROOT, 'test', 'browser', path), 'utf8')
const columns = JSON.parse(read('matrix/figures.json')) as Column[]

const CONVERSIONS_MIN = 20
/** Of all pages together: a try of the first page, one after its lease or a failure, and what a cell's own failures ask for. */
const POSTS_MAX = 5
/** Where the API is down for ten hours, there is a try an hour. */
const POSTS_OF_HOURS_MAX = 15

describe('the fault matrix', () => {
  test('stands in its page as a table with a line a cell', () => {
    for (const page of [read('MATRIX.md'), renderMatrix(columns)]) {
      const lines = page.split('\n').filter((line) => line.startsWith('|'))
      expect(lines).toHaveLength(2 + (columns[0]?.fields.length ?? 0))
      for (const line of lines) expect(line.split(' | '), line).toHaveLength(2 + columns.length)
    }
  })

  test('was measured in every engine, cell for cell', () => {
    expect(columns.map(({ engine }) => engine)).toEqual(['chromium', 'firefox', 'webkit'])
    const rows = columns.map(({ fields }) => fields.map(({ row }) => row).sort((one, other) => one - other))
    expect(rows[0]?.length).toBeGreaterThanOrEqual(26)
    for (const others of rows) expect(others).toEqual(rows[0])
  })

  test.each(columns)('has every conversion recorded once in $engine', ({ conversions, fields }) => {
    expect(conversions).toBeGreaterThanOrEqual(CONVERSIONS_MIN)
    for (const { name, recorded, posts, hasFailed } of fields) {
      expect({ name, recorded, hasFailed }).toEqual({ name, recorded: conversions, hasFailed: false })
      expect(posts, name).toBeLessThanOrEqual(name.startsWith('API down') ? POSTS_OF_HOURS_MAX : POSTS_MAX)
    }
  })
})
