import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import typescript from 'typescript'

const src = `${import.meta.dirname}/../../src`
/** All that are ours, under `src`. */
export const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))
  .sort()

export interface Arrow {
  readonly from: string
  /** A file under `src`, or a package's name. */
  readonly to: string
  readonly isType: boolean
}

const sourceOf = (file: string) => readFileSync(`${src}/${file}`, 'utf8')
export const treeOf = (file: string) =>
  typescript.createSourceFile(file, sourceOf(file), typescript.ScriptTarget.Latest, true)

function resolve(from: string, specifier: string): string {
  if (!specifier.startsWith('.')) return specifier
  const path = posix.join(posix.dirname(from), specifier).replace(/\.(js|ts)$/, '')
  return [`${path}.ts`, `${path}/index.ts`].find((file) => existsSync(`${src}/${file}`)) ?? path
}

/** Every import, re-export and `import()` of a file. */
function arrowsOf(from: string): Arrow[] {
  const arrows: Arrow[] = []
  const add = (specifier: typescript.Node | undefined, isType: boolean) => {
    if (specifier && typescript.isStringLiteralLike(specifier))
      arrows.push({ from, to: resolve(from, specifier.text), isType })
  }
  const visit = (node: typescript.Node): void => {
    if (typescript.isImportDeclaration(node))
      add(node.moduleSpecifier, node.importClause?.phaseModifier === typescript.SyntaxKind.TypeKeyword)
    else if (typescript.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly)
    else if (typescript.isImportTypeNode(node) && typescript.isLiteralTypeNode(node.argument))
      add(node.argument.literal, true)
    else if (typescript.isCallExpression(node) && node.expression.kind === typescript.SyntaxKind.ImportKeyword)
      add(node.arguments[0], false)
    typescript.forEachChild(node, visit)
  }
  visit(treeOf(from))
  return arrows
}

/** All of them. */
export const arrows: readonly Arrow[] = files.flatMap(arrowsOf)
