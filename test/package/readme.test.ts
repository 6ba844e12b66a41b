import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DOCUMENTS, fillMarkers, readMarker } from '../../scripts/markers.mjs'
import { SETTINGS } from '../../src/settings/table'
import { readManifest } from '../support/cdn.ts'
import { readDocument } from '../support/documents.ts'
import { ROOT } from '../support/package.ts'
import { readStub } from '../support/stub.ts'

const LINES_MAX = 180
/** A pocket screen's worth: what it is, for whom, what it costs, status and licence, and the commands. */
const FIRST_SCREEN_LINES = 30
const HEADINGS = [
  'Install',
  'A pinned tag',
  'npm',
  'Does it work?',
  '`track()`',
  'Settings',
  'Limits',
  'Nothing arrives?',
  'Links',
]
const CHECKS = 5

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')

/** The committed one is that of the last release; what this build makes of it is judged by its form. */
const readme = read('README.md')
const now = await fillMarkers(readme, DOCUMENTS['README.md'])
const section = (title: string) => now.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? ''

describe('the README', () => {
  test.each([
    ['as it stands', readme],
    ['as a release of this build would fill it', now],
  ])(`has at most ${LINES_MAX} lines, %s`, (_, text) => {
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(LINES_MAX)
  })

  test('has its headings in the order of a reader’s questions', () => {
    const { tokens } = readDocument('README.md')
    const headings = tokens.flatMap((token) => (token.type === 'heading' ? [[token.depth, token.text]] : []))
    expect(headings).toEqual([[1, 'affiliate.js'], ...HEADINGS.map((title) => [2, title])])
  })

  test('says on its first screen what it is, for whom, what it weighs and costs, status and licence, and the commands', () => {
    const screen = now.split('\n').slice(0, FIRST_SCREEN_LINES).join('\n')
    for (const text of ['for merchants', 'publishable key', 'allowed origins', 'npm start', 'npm test'])
      expect(screen).toContain(text)
    for (const text of ['**Weight:**', '**Cost of a page:**', '**Status:**', '**Licence:** [MIT](LICENSE)'])
      expect(readMarker(screen, 'facts')).toContain(text)
  })

  test('has the line for consent in Install, under the tag, before anything else', () => {
    const [, afterTag = ''] = section('Install').split('<!-- /stub -->')
    expect(afterTag.trimStart()).toMatch(/^For visitors in the EU, the UK or Switzerland, [^]*?data-consent="required"/)
  })

  test('has every setting in its table, and nothing else', () => {
    const rows = [...section('Settings').matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name)
    expect(rows).toEqual(Object.keys(SETTINGS))
  })

  test(`has ${CHECKS} checks for when nothing arrives`, () => {
    expect(section('Nothing arrives?').match(/^\d\. /gm)).toHaveLength(CHECKS)
  })

  test('links to every page of docs/ by one of them', () => {
    expect(section('Links')).toContain('(docs/README.md)')
  })
})

describe('the figures of the first screen', () => {
  const facts = readMarker(now, 'facts') ?? ''
  const results = JSON.parse(read('test/bench/RESULTS.json')) as Results
  const find = (wanted: string) => results.variants.find(({ name }) => name === wanted)

  test('are the built script’s weight, and what the benchmark has measured', () => {
    const { bytes, integrity } = readManifest().files['affiliate.js'] ?? {}
    expect(facts).toContain(`${((bytes?.gzip ?? 0) / 1000).toFixed(1)} kB of gzip`)
    for (const name of ['affiliate, beside', 'affiliate, click, beside'])
      expect(facts).toContain(`${find(name)?.evalMs.value.toFixed(1)} ms`)
    expect(facts.includes(results.date), 'the date of figures of another build').toBe(results.integrity !== integrity)
  })

  test('are right in that nothing is asked, set or written without a click', () => {
    expect(find('affiliate')).toMatchObject({ requests: 0, preflights: 0, cookies: 0, storageWrites: 0 })
  })

  test('have the package’s version', () => {
    expect(facts).toContain(`**Status:** ${readManifest().version}`)
  })
})

describe('filling in', () => {
  test('puts the build’s stub, hashes and version into the README', () => {
    const { files } = readManifest()
    expect(readMarker(now, 'stub')).toContain(readStub())
    expect(readMarker(now, 'csp')).toMatch(/ 'sha256-[\w+/]{43}=';/)
    expect(readMarker(now, 'tag')).toContain(`integrity="${files['affiliate.js']?.integrity}"`)
  })

  test('again changes nothing', async () => {
    expect(await fillMarkers(now, DOCUMENTS['README.md'])).toBe(now)
  })

  test('puts a text between its markers, whatever was there, and leaves all else', async () => {
    const text = 'a\n<!-- x -->\nold $&\n<!-- /x -->\nb'
    const once = await fillMarkers(text, { x: () => 'new $1' })
    expect(once).toBe('a\n<!-- x -->\n\nnew $1\n\n<!-- /x -->\nb')
    expect(await fillMarkers(once, { x: async () => 'new $1' })).toBe(once)
    expect(readMarker(once, 'x')).toBe('new $1')
  })

  test('says which marker is missing', async () => {
    await expect(fillMarkers('a', { x: () => 'new' })).rejects.toThrow('There is no <!-- x -->')
  })
})

interface Results {
  readonly date: string
  readonly integrity: string
  readonly variants: readonly { readonly name: string; readonly evalMs: { readonly value: number } }[]
}
