import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DOES } from '../bench/does.mjs'
import { renderBench } from '../bench/report.mjs'

interface Results {
  readonly rounds: number
  readonly variants: readonly { readonly name: string }[]
}

const root = `${import.meta.dirname}/../..`
const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8')
/** Of the last release: what is built now may be another script. */
const results = JSON.parse(read('test/bench/RESULTS.json')) as Results

const LABELS: Readonly<Record<string, string>> = { affiliate: 'affiliate.js', full: 'affiliate.full.js' }
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

test('its picture says what each script does for its bytes, in the light and in the dark', () => {
  const picture = read('test/bench/peers.svg')
  const scripts = results.variants
    .map(({ name }) => name.split(', ')[0] ?? '')
    .filter((name) => !UNDRAWN.includes(name))
  for (const name of scripts) expect(picture).toContain(`>${DOES[LABELS[name] ?? name]}</text>`)
  expect(picture).toContain('smaller is better')
  expect(picture).toContain('@media (prefers-color-scheme:dark)')
})

test('the README’s table has other threads’ time as soon as it was measured', () => {
  const ms = { value: 2, low: 1, high: 3 }
  const measured = { ...results, variants: results.variants.map((one) => ({ ...one, backgroundMs: ms, sumMs: ms })) }
  expect(renderBench(measured)).toContain('| background, ms | both, ms |')
})
