import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import typescript from 'typescript'
import { describe, expect, test } from 'vitest'
import { WORDS } from '../../src/debug/words'
import { MARK as CLICK_MARK } from '../../src/integrations/hidden/mark'
import { EMAIL_MARK, MARK, PROPERTY_MARK } from '../../src/integrations/marked/mark'
import { CODES } from '../../src/doctor/finding'
import { FULL_SETTINGS } from '../../src/settings/full'
import { SETTINGS } from '../../src/settings/table'
import { DOCUMENT_FILES, type Document, listCodeSpans, readDocument } from '../support/documents.ts'
import { ROOT } from '../support/package.ts'

/** Names that are others', or of our commands. */
const OTHERS = new Set([
  ...['js-cookie', 'node-fetch', 'cross-fetch', 'web-vitals', 'react-calendly'], // packages
  ...['script-src', 'connect-src', 'strict-origin', 'strict-origin-when-cross-origin'], // the platform's
  ...['x-introw-publishable-key', 'x-api-key'], // headers
  'introw-sandbox',
  'introw-doctor',
  'skip-figures',
])
/** What a merchant writes on elements of the page, and not on the tag. */
const MARKS = [MARK, EMAIL_MARK, PROPERTY_MARK, CLICK_MARK].map((mark) => mark.replace('data-', ''))
/** Attributes that vendors' scripts read. */
const THEIRS = ['url', 'src', 'cal-link', 'tf-live', 'tf-popup']
/** Types, headers and events that are not ours. */
const FOREIGN = new Set([
  ...['Date', 'Request', 'Response', 'Headers', 'Host', 'Origin', 'Forwarded', 'OneTrustGroupsUpdated', 'Targeting'],
  ...['ConsentModel', 'CookieConsent'], // consent platforms'
  'Email', // Marketo's field
  ...['CookiebotOnAccept', 'CookiebotOnConsentReady', 'Link', 'Secure', 'Cookie', 'BroadcastChannel', 'ClientRouter'],
])

const KEBAB = /^[a-z][a-z\d]*(-[a-z\d]+)+$/
const STATUS = /^http-\d{3}$/

const cases = DOCUMENT_FILES.map(readDocument).map((document) => [document.file, document] as const)
const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((path) =>
  path.endsWith('.ts'),
)
const literals = new Set(sources.flatMap((path) => listLiterals(join(ROOT, 'src', path))))

/** Every text that stands in a file. */
function listLiterals(path: string): string[] {
  const found: string[] = []
  const tree = typescript.createSourceFile(path, readFileSync(path, 'utf8'), typescript.ScriptTarget.Latest)
  const visit = (node: typescript.Node): void => {
    if (typescript.isStringLiteralLike(node)) found.push(node.text)
    typescript.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

/** The rows of the table under a heading, each a list of cells. */
function readTable({ text }: Document, heading: string): string[][] {
  const section = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? ''
  const rows = section.split('\n').filter((line) => line.startsWith('| '))
  return rows.slice(1).map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')))
}

const wordsIn = (text: string) => [...text.matchAll(/`([a-z-]+)`/g)].map(([, word = '']) => word)
const readme = readDocument('README.md')

describe('what the documents name', () => {
  test.each(cases)('is in the code, or somebody else’s: %s', (_, document) => {
    const unknown = listCodeSpans(document).filter(
      (span) =>
        KEBAB.test(span) &&
        !STATUS.test(span) &&
        ![span, span.replace(/^data-/, '')].some((name) => literals.has(name)) &&
        !OTHERS.has(span) &&
        !THEIRS.includes(span.replace('data-', '')),
    )
    expect(unknown).toEqual([])
  })

  test.each(cases)('is a setting where it is an attribute of ours: %s', (_, { text }) => {
    const names = [...text.matchAll(/\bdata-([a-z][a-z-]*[a-z])\b/g)].map(([, name]) => name)
    const known: readonly string[] = [
      ...Object.keys(SETTINGS),
      ...FULL_SETTINGS,
      ...MARKS,
      ...THEIRS,
      'layer',
      'cfasync',
    ]
    expect(names.filter((name) => !known.includes(name ?? ''))).toEqual([])
  })

  test.each(cases)('is a type of the package where it looks like one: %s', (_, document) => {
    const types = ['index', 'integrations', 'server', 'sandbox/index']
      .map((entry) => readFileSync(join(ROOT, 'dist', `${entry}.d.ts`), 'utf8'))
      .join('\n')
    const unknown = listCodeSpans(document).filter(
      (span) => /^([A-Z][a-z]+){1,4}$/.test(span) && !FOREIGN.has(span) && !new RegExp(`\\b${span}\\b`).test(types),
    )
    expect(unknown).toEqual([])
  })
})

describe('the table of results', () => {
  const rows = readTable(readme, '`track()`').filter(([status]) => /^`/.test(status ?? ''))
  const types = readFileSync(join(ROOT, 'src', 'types.ts'), 'utf8')
  const [, result = ''] = types.split('export type ConversionResult =')

  test('has every status of ConversionResult, and no other', () => {
    const statuses = [...(result.split('/** `window')[0] ?? '').matchAll(/readonly status: '(\w+)'/g)]
    const listed = rows.map(([status = '']) => wordsIn(status)[0])
    expect(listed).toEqual(statuses.map(([, status]) => status))
  })

  test('has every reason that the types name, and no other', () => {
    const told = [...result.matchAll(/`(waiting|network|undecided|no-[a-z]+)`|'(api|no-[a-z]+)'/g)].map(
      ([, one, other]) => one ?? other,
    )
    const listed = rows.flatMap(([, means = '']) =>
      wordsIn(means).filter((word) => !['reason', 'error'].includes(word)),
    )
    expect([...new Set(listed)].sort()).toEqual([...new Set(told)].sort())
    for (const reason of listed) expect(literals, reason).toContain(reason)
  })
})

describe('the page on the doctor', () => {
  test('has every code once, and no other', () => {
    const rows = readTable(readDocument(join('docs', 'doctor.md')), 'Codes')
    const codes = rows.flatMap(([, cell = '']) => wordsIn(cell))
    expect(codes.sort()).toEqual([...CODES])
  })
})

describe('the page on debugging', () => {
  test('has every code of the development build once, and no other', () => {
    const rows = readTable(readDocument(join('docs', 'debugging.md')), 'Codes')
    expect(rows.flatMap(([, codes = '']) => wordsIn(codes)).sort()).toEqual(Object.keys(WORDS).sort())
  })

  test('names members of a Diagnosis', () => {
    const { text } = readDocument(join('docs', 'debugging.md'))
    const [, section = ''] = text.split('## The same as data')
    const types = readFileSync(join(ROOT, 'src', 'types.ts'), 'utf8')
    const members = [...(section.split('\n## ')[0] ?? '').matchAll(/`([a-z]\w+)`/g)].map(([, name]) => name)
    expect(members.length).toBeGreaterThan(5)
    expect(members.filter((name) => !new RegExp(`readonly ${name}\\??:`).test(types))).toEqual([])
  })
})
