import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lexer, type Token } from 'marked'
import { ROOT } from './package.ts'

/** A text that people read: its path from the root, and what it says. */
export interface Document {
  readonly file: string
  readonly text: string
  /** Its parts at any depth. */
  readonly tokens: readonly Token[]
}

const isText = (name: string) => name.endsWith('.md')

const listFolder = (folder: string) =>
  readdirSync(join(ROOT, folder))
    .filter(isText)
    .sort()
    .map((name) => join(folder, name))

/** Each folder of the examples may have one. */
const listExamples = () =>
  ['', ...readdirSync(join(ROOT, 'examples')).sort()]
    .map((name) => join('examples', name, 'README.md'))
    .filter((file) => existsSync(join(ROOT, file)))

/** All that are ours, the README first. */
export const DOCUMENT_FILES: readonly string[] = [
  'README.md',
  ...listFolder('').filter((file) => file !== 'README.md'),
  'llms.txt',
  ...listFolder('docs'),
  ...listExamples(),
  join('test', 'browser', 'MATRIX.md'),
]

export const toDocument = (file: string, text: string): Document => ({ file, text, tokens: [...walk(lexer(text))] })

export const readDocument = (file: string): Document => toDocument(file, readFileSync(join(ROOT, file), 'utf8'))

/** marked keeps a list's items, a table's cells and a paragraph's parts each under a name of its own. */
function* walk(value: unknown): Generator<Token> {
  if (Array.isArray(value)) for (const item of value) yield* walk(item)
  else if (typeof value === 'object' && value !== null) {
    if ('type' in value) yield value as Token
    for (const part of Object.values(value)) yield* walk(part)
  }
}

/** What its prose sets as code. */
export const listCodeSpans = ({ tokens }: Document): string[] =>
  tokens.flatMap((token) => (token.type === 'codespan' ? [String(token.text)] : []))

/** The anchors that GitHub gives to its headings. */
export function listAnchors({ tokens }: Document): string[] {
  const seen = new Map<string, number>()
  return tokens.flatMap((token) => {
    if (token.type !== 'heading') return []
    const anchor = toAnchor(String(token.text))
    const before = seen.get(anchor) ?? 0
    seen.set(anchor, before + 1)
    return [before ? `${anchor}-${before}` : anchor]
  })
}

const toAnchor = (title: string) =>
  title
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\s-]/gu, '')
    .replace(/\s/g, '-')
