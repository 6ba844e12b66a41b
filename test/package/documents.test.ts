import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DOCUMENTS, fillMarkers, type Markers, readMarker } from '../../scripts/markers.mjs'
import { readManifest } from '../support/cdn.ts'
import { DOCUMENT_FILES, type Document, listAnchors, readDocument } from '../support/documents.ts'
import { ROOT } from '../support/package.ts'

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8')
const documents = DOCUMENT_FILES.map(readDocument)
const markers = Object.entries<Markers>(DOCUMENTS)
/** Each as a release of this build would have it. */
const filled = new Map<string, string>()
for (const [file, own] of markers) filled.set(file, await fillMarkers(read(file), own))

const linksOf = ({ tokens }: Document): string[] =>
  tokens.flatMap((token) => (token.type === 'link' || token.type === 'image' ? [String(token.href)] : []))
const isRelative = (href: string) => !/^[a-z]+:/.test(href)

/** What of a link leads nowhere; undefined where it leads somewhere. */
function findBroken(from: string, href: string): string | undefined {
  const [path = '', anchor] = href.split('#')
  const file = path ? join(dirname(from), path) : from
  if (!existsSync(join(ROOT, file))) return `${from}: ${href}: there is no ${file}`
  if (anchor === undefined) return undefined
  return listAnchors(readDocument(file)).includes(anchor) ? undefined : `${from}: ${href}: no such heading`
}

describe('the documents', () => {
  test('are found', () => {
    expect(DOCUMENT_FILES).toEqual(
      expect.arrayContaining(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/security.md']),
    )
  })

  test.each(documents.map((document) => [document.file, document] as const))(
    'have links and anchors that lead somewhere: %s',
    (file, document) => {
      const broken = linksOf(document)
        .filter(isRelative)
        .map((href) => findBroken(file, href))
      expect(broken.filter(Boolean)).toEqual([])
    },
  )

  test('all stand in the list of pages, and it in the README', () => {
    const pages = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md') && name !== 'README.md')
    const listed = linksOf(readDocument(join('docs', 'README.md')))
    expect(pages.filter((name) => !listed.includes(name))).toEqual([])
    expect(linksOf(readDocument('README.md'))).toContain('docs/README.md')
  })

  test('of the tarball have links that hold on npm’s page: by the repository, and to no folder above it', () => {
    const { repository, homepage, bugs } = JSON.parse(read('package.json'))
    const address = /^git\+(https:\/\/github\.com\/[\w.-]+\/[\w.-]+)\.git$/.exec(repository.url)?.[1]
    expect([homepage, bugs]).toEqual([`${address}#readme`, `${address}/issues`])
    for (const file of ['README.md', 'CHANGELOG.md'])
      for (const href of linksOf(readDocument(file))) expect(href, file).not.toMatch(/^(\/|\.\.)/)
  })

  test('that the sources name exist, with the heading', () => {
    const sources = ['src', 'scripts'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => /\.m?[jt]s$/.test(path))
        .map((path) => join(folder, path)),
    )
    const broken = sources.flatMap((file) =>
      [...read(file).matchAll(/\b((?:docs\/)?[\w-]+\.md#[\w-]+)/g)].flatMap(([, href = '']) => {
        const found = findBroken('README.md', href)
        return found ? [`${file}: ${found}`] : []
      }),
    )
    expect(broken).toEqual([])
  })

  test('show the picture of the benchmark', () => {
    expect(linksOf(readDocument(join('docs', 'performance.md')))).toContain('../test/bench/peers.svg')
  })
})

describe('the markers', () => {
  test.each(markers)('stand each once, in %s alone', (file, own) => {
    for (const name of Object.keys(own))
      for (const marker of [`<!-- ${name} -->`, `<!-- /${name} -->`])
        for (const document of documents)
          expect(document.text.split(marker), `${document.file}: ${marker}`).toHaveLength(
            document.file === file ? 2 : 1,
          )
  })

  test.each(markers)('in %s are filled, and the same when filled again', async (file, own) => {
    const once = filled.get(file) ?? ''
    expect(await fillMarkers(once, own)).toBe(once)
  })

  test('in docs/cdn.md have the version’s own path', () => {
    const cdn = filled.get(join('docs', 'cdn.md')) ?? ''
    expect(readMarker(cdn, 'paths')).toContain(`/affiliate/${readManifest().version}/affiliate.js`)
  })
})

const PERFORMANCE = join('docs', 'performance.md')
const tables: [file: string, name: string][] = [
  [join('docs', 'cdn.md'), 'paths'],
  [PERFORMANCE, 'budgets'],
  [PERFORMANCE, 'sizes'],
  [PERFORMANCE, 'bench'],
]

describe.each(tables)('the tables of %s between the markers of %s', (file, name) => {
  test.each([
    ['as it stands', read(file)],
    ['as a release of this build would fill it', filled.get(file) ?? ''],
  ])('have lines as long as their heads, %s', (_, text) => {
    const found = (readMarker(text, name) ?? '').split('\n\n').filter((part) => part.startsWith('|'))
    expect(found.length).toBeGreaterThan(0)
    for (const table of found) {
      const [head = [], rule = [], ...rows] = table.split('\n').map((line) => line.split(' | '))
      expect(rule.map((cell) => cell.replace(/[|\s]/g, ''))).toEqual(head.map(() => expect.stringMatching(/^-{3}:?$/)))
      expect(rows.length).toBeGreaterThan(0)
      for (const row of rows) expect(row, row.join(' | ')).toHaveLength(head.length)
    }
  })
})
