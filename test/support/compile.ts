import { join } from 'node:path'
import ts from 'typescript'
import { ROOT } from './package.ts'

/** What a block of prose may use without having made it, and what that is. */
const GIVEN = `
  import type { Affiliate } from '@introw/affiliate'
  declare global {
    const introw: { affiliate: Affiliate }
    const request: Request
    const response: Response
    const email: string
  }`

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  allowJs: true,
  checkJs: true,
  skipLibCheck: true,
  jsx: ts.JsxEmit.Preserve,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: ['node'],
  typeRoots: [join(ROOT, 'node_modules', '@types')],
}

/**
 * Compiles texts against the built package, in strict mode, without writing them anywhere.
 *
 * @param texts - Each with its language; JavaScript needs no annotations.
 * @returns For each what the compiler finds wrong.
 */
export function compile(texts: readonly { readonly language: string; readonly text: string }[]): readonly string[][] {
  const found = (isTyped: boolean) => {
    const files = texts.flatMap(({ language, text }, index) =>
      isTyped === /^tsx?$/.test(language) ? [{ path: toPath(language, index), text, index }] : [],
    )
    return findProblems(files, { ...OPTIONS, noImplicitAny: isTyped })
  }
  const problems = new Map([...found(true), ...found(false)])
  return texts.map((_, index) => problems.get(index) ?? [])
}

interface Source {
  readonly path: string
  readonly text: string
  readonly index: number
}

function findProblems(files: readonly Source[], options: ts.CompilerOptions): [number, string[]][] {
  const given = { path: join(ROOT, 'test', 'given.d.mts'), text: GIVEN }
  const virtual = new Map([given, ...files].map(({ path, text }) => [path, text]))
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile } = host
  host.fileExists = (path) => virtual.has(path) || fileExists(path)
  host.readFile = (path) => virtual.get(path) ?? readFile(path)
  host.getSourceFile = (path, language) => {
    const text = host.readFile(path)
    return text === undefined ? undefined : ts.createSourceFile(path, text, language)
  }
  const program = ts.createProgram([...virtual.keys()], options, host)
  return files.map(({ path, index }) => {
    const file = program.getSourceFile(path)
    const problems = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
    return [index, problems.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))]
  })
}

/** In this package, so that it is found by its name; modules all, so that they may await. */
const toPath = (language: string, index: number) =>
  join(ROOT, 'test', `block-${index}.${language.endsWith('x') ? language : `m${language}`}`)
