import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fillMarkers, MARKERS, readMarker } from '../../scripts/markers.mjs'
import { ROOT } from '../support/package.ts'

const STALE = 'README.md is not of this build: run npm run readme'
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
const now = await fillMarkers(readme)

/** Sizes when compressed depend a little on the machine: see `measureBytes`. */
const isMeasured = (name: string) => name === 'sizes'
const TOLERANCE = 0.01
const FIGURE = /\d[\d,]*/g
const figuresOf = (text: string) => [...text.matchAll(FIGURE)].map(([figure]) => Number(figure.replaceAll(',', '')))

describe('the README', () => {
  test.each(Object.keys(MARKERS))('says of the %s what this build is', (name) => {
    const [said, actual] = [readme, now].map((text) => readMarker(text, name) ?? '')
    if (!isMeasured(name)) return expect(said, STALE).toBe(actual)
    expect(said?.replace(FIGURE, '#'), STALE).toBe(actual?.replace(FIGURE, '#'))
    for (const [index, figure] of figuresOf(actual ?? '').entries()) {
      const off = Math.abs((figuresOf(said ?? '')[index] ?? 0) - figure)
      expect(off, `${STALE} (${figure})`).toBeLessThanOrEqual(figure * TOLERANCE)
    }
  })

  test('names each marker once', () => {
    for (const name of Object.keys(MARKERS)) expect(readme.split(`<!-- ${name} -->`), name).toHaveLength(2)
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
})

describe('filling in', () => {
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
