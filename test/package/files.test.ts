import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const src = `${import.meta.dirname}/../../src`
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))

describe('files', () => {
  test('are called by one noun in lower case', () => {
    expect(files.filter((file) => !/^([a-z\d]+\/)*[a-z\d]+\.ts$/.test(file))).toEqual([])
  })

  test('have at most 200 lines', () => {
    const lines = files.map((file) => [file, readFileSync(`${src}/${file}`, 'utf8').split('\n').length] as const)
    expect(lines.filter(([, count]) => count > 201)).toEqual([])
    expect(lines.length).toBeGreaterThan(100)
  })

  test('of the top level have names that no output of another overwrites', () => {
    expect(files).not.toContain('affiliate.ts')
  })
})
