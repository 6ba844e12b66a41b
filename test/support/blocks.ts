import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { lexer, type Token } from 'marked'
import { ROOT } from './package.ts'
import { readReadme } from './readme.ts'

/** A fenced block of a README, or a command that its prose names. */
export interface Block {
  /** For the title of a test: the file, and the block's first words. */
  readonly name: string
  readonly file: string
  readonly language: string
  readonly text: string
}

const README = 'README.md'
const TITLE_LENGTH = 60

/** Every block of the READMEs that a merchant's developer reads, the main one as a release of this build would have it. */
export async function readBlocks(): Promise<readonly Block[]> {
  const readme = await readReadme()
  const examples = readdirSync(join(ROOT, 'examples')).map((name) => join('examples', name))
  const files = ['', 'examples', ...examples].map((folder) => join(folder, README))
  return files
    .filter((file) => existsSync(join(ROOT, file)))
    .flatMap((file) => {
      const toBlock = (language: string, text: string) => ({ name: `${file}: ${title(text)}`, file, language, text })
      return [...walk(lexer(file === README ? readme : readFileSync(join(ROOT, file), 'utf8')))].flatMap((token) => {
        if (token.type === 'code') return [toBlock(String(token.lang ?? ''), String(token.text))]
        const isCommand = token.type === 'codespan' && /^(npm|npx|node) \S/.test(token.text)
        return isCommand ? [toBlock('sh', String(token.text))] : []
      })
    })
}

/** marked keeps a list's items, a table's cells and a paragraph's parts each under a name of its own. */
function* walk(value: unknown): Generator<Token> {
  if (Array.isArray(value)) for (const item of value) yield* walk(item)
  else if (typeof value === 'object' && value !== null) {
    if ('type' in value) yield value as Token
    for (const part of Object.values(value)) yield* walk(part)
  }
}

function title(text: string): string {
  const line = text.trim().split('\n')[0] ?? ''
  return line.length > TITLE_LENGTH ? `${line.slice(0, TITLE_LENGTH)}…` : line
}
