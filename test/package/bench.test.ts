import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

interface Results {
  readonly rounds: number
  readonly variants: readonly { readonly name: string }[]
}

const root = `${import.meta.dirname}/../..`
const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8')
/** Of the last release: what is built now may be another script. */
const results = JSON.parse(read('test/bench/RESULTS.json')) as Results

const LABELS: Readonly<Record<string, string>> = { affiliate: 'affiliate.js' }
const UNDRAWN = ['empty']

test('the benchmark has at least 30 rounds', () => {
  expect(results.rounds).toBeGreaterThanOrEqual(30)
})

test('its picture names every script that it has measured', () => {
  const picture = read('test/bench/peers.svg')
  expect(picture).toMatch(/^<svg [^]*<\/svg>\n$/)
  const names = new Set(results.variants.map(({ name }) => name.split(', ')[0] ?? ''))
  expect(names.size).toBeGreaterThan(5)
  for (const name of names) if (!UNDRAWN.includes(name)) expect(picture).toContain(`>${LABELS[name] ?? name}</text>`)
})
