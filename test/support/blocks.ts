import { DOCUMENT_FILES, readDocument, toDocument } from './documents.ts'
import { readReadme } from './readme.ts'

/** A fenced block of a document, or a command that its prose names. */
export interface Block {
  /** For the title of a test: the file, and the block's first words. */
  readonly name: string
  readonly file: string
  readonly language: string
  readonly text: string
}

const TITLE_LENGTH = 60

/** Every block of the documents, the README's as a release of this build would have them. */
export async function readBlocks(): Promise<readonly Block[]> {
  const readme = toDocument('README.md', await readReadme())
  return DOCUMENT_FILES.map((file) => (file === readme.file ? readme : readDocument(file))).flatMap(
    ({ file, tokens }) => {
      const toBlock = (language: string, text: string) => ({ name: `${file}: ${title(text)}`, file, language, text })
      return tokens.flatMap((token) => {
        if (token.type === 'code') return [toBlock(String(token.lang ?? ''), String(token.text))]
        const isCommand = token.type === 'codespan' && /^(npm|npx|node) \S/.test(token.text)
        return isCommand ? [toBlock('sh', String(token.text))] : []
      })
    },
  )
}

function title(text: string): string {
  const line = text.trim().split('\n')[0] ?? ''
  return line.length > TITLE_LENGTH ? `${line.slice(0, TITLE_LENGTH)}…` : line
}
