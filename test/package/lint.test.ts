import { join } from 'node:path'
import { ESLint } from 'eslint'
import { expect, test } from 'vitest'
import { ROOT } from '../support/package.ts'

/** What the house style asks for, and what finds faults that no test would. */
const HOUSE = [
  '@typescript-eslint/no-explicit-any',
  '@typescript-eslint/no-floating-promises',
  '@typescript-eslint/no-misused-promises',
  '@typescript-eslint/no-non-null-assertion',
  '@typescript-eslint/no-unsafe-assignment',
  '@typescript-eslint/no-unsafe-member-access',
  '@typescript-eslint/no-unsafe-return',
  'comments/require-description',
  'max-lines',
  'max-lines-per-function',
  'no-console',
  'no-restricted-syntax',
]

const linter = new ESLint({ cwd: ROOT })

/** A file's rules that are errors, each with its severity and its options. */
async function rulesOf(file: string): Promise<[string, unknown[]][]> {
  const { rules } = (await linter.calculateConfigForFile(join(ROOT, file))) as { rules: Record<string, unknown[]> }
  return Object.entries(rules).filter(([, [severity]]) => severity === 2)
}

test('the linter holds the house style in the sources', async () => {
  const names = (await rulesOf('src/index.ts')).map(([name]) => name)
  expect(names).toEqual(expect.arrayContaining(HOUSE))
})

test.each(['src/index.ts', 'scripts/test.mjs', 'test/package/lint.test.ts', 'examples/pages.mjs'])(
  'it lets no file be longer than 200 lines, nor export without a name: %s',
  async (file) => {
    const rules = Object.fromEntries(await rulesOf(file))
    expect(rules['max-lines']).toEqual([2, 200])
    expect(JSON.stringify(rules['no-restricted-syntax'])).toContain('ExportDefaultDeclaration')
  },
)
