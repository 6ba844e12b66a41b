import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fillMarkers, MARKERS, readMarker } from '../../scripts/markers.mjs'
import { readManifest } from '../support/cdn.ts'
import { ROOT } from '../support/package.ts'
import { readStub } from '../support/stub.ts'

/** The committed one is that of the last release; what this build makes of it is judged by its form. */
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
const now = await fillMarkers(readme)

describe('the README', () => {
  test('has each marker once', () => {
    for (const name of Object.keys(MARKERS))
      for (const marker of [`<!-- ${name} -->`, `<!-- /${name} -->`])
        expect(readme.split(marker), marker).toHaveLength(2)
  })

  test('has every section of its contents, and no second-level section beside them', () => {
    const toAnchor = (title: string) =>
      title
        .toLowerCase()
        .replace(/[^\w\s-]/g, '')
        .replaceAll(' ', '-')
    const sections = [...readme.matchAll(/^## (.+)$/gm)].map(([, title = '']) => `[${title}](#${toAnchor(title)})`)
    const contents = readme.slice(0, readme.indexOf('\n## ')).match(/\[[^\]]+\]\(#[^)]+\)/g)
    expect(contents).toEqual(sections)
  })

  test('shows the picture of the benchmark', () => {
    expect(readme).toContain('(test/bench/peers.svg)')
  })
})

describe.each([
  ['as it stands', readme],
  ['as a release of this build would fill it', now],
])('the README %s', (_, text) => {
  test.each(['paths', 'sizes', 'bench'])('has tables whose lines are as long as their heads: %s', (name) => {
    const tables = (readMarker(text, name) ?? '').split('\n\n').filter((part) => part.startsWith('|'))
    expect(tables.length).toBeGreaterThan(0)
    for (const table of tables) {
      const [head = [], rule = [], ...rows] = table.split('\n').map((line) => line.split(' | '))
      expect(rule.map((cell) => cell.replace(/[|\s]/g, ''))).toEqual(head.map(() => expect.stringMatching(/^-{3}:?$/)))
      expect(rows.length).toBeGreaterThan(0)
      for (const row of rows) expect(row, row.join(' | ')).toHaveLength(head.length)
    }
  })
})

describe('filling in', () => {
  test('puts the build’s stub, hashes and version into the README', () => {
    const { files, version } = readManifest()
    expect(readMarker(now, 'stub')).toContain(readStub())
    expect(readMarker(now, 'csp')).toMatch(/ 'sha256-[\w+/]{43}=';/)
    expect(readMarker(now, 'tag')).toContain(`integrity="${files['affiliate.js']?.integrity}"`)
    expect(readMarker(now, 'paths')).toContain(`/affiliate/${version}/affiliate.js`)
  })

  test('again changes nothing', async () => {
    expect(await fillMarkers(now)).toBe(now)
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
