import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { renderPicture } from '../bench/picture.mjs'

interface Results {
  rounds: number
  integrity: string
  variants: { name: string; version?: string }[]
}

const root = `${import.meta.dirname}/../..`
const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8')
const results = JSON.parse(read('test/bench/RESULTS.json')) as Results

const REMEDY = 'out of date: run npm run bench'

const PEERS = [
  '@logto/affiliate',
  '@plausible-analytics/tracker',
  '@saasquatch/squatch-js',
  '@snowplow/browser-tracker',
  'js-cookie',
  'plausible-tracker',
  'posthog-js',
  'sourcebuster',
  'web-vitals',
]

test('the benchmark has measured the affiliate.js that is built', () => {
  const hash = createHash('sha384').update(read('dist/affiliate.js')).digest('base64')
  expect(results.integrity, REMEDY).toBe(`sha384-${hash}`)
})

test('the benchmark has measured every peer in the version that is installed', () => {
  const peers = results.variants.filter(({ version }) => version)
  const measured = peers.map(({ name, version }) => `${name.split(', ')[0]} ${version}`)
  const installed = PEERS.map((name) => `${name} ${JSON.parse(read(`node_modules/${name}/package.json`)).version}`)
  expect([...new Set(measured)].sort(), REMEDY).toEqual(installed)
})

test('the benchmark has at least 30 rounds', () => {
  expect(results.rounds, REMEDY).toBeGreaterThanOrEqual(30)
})

test('the picture in the README is drawn from the last benchmark', async () => {
  expect(read('README.md')).toContain('(test/bench/peers.svg)')
  expect((await renderPicture(results)) === read('test/bench/peers.svg'), REMEDY).toBe(true)
})
