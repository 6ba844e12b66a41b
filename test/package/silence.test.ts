import { readFileSync } from 'node:fs'
import { type InputOptions, type OutputOptions, rollup } from 'rollup'
import typescript from 'typescript'
import { describe, expect, test } from 'vitest'
import { WORDS } from '../../src/debug/words'

interface Build extends InputOptions {
  readonly output: OutputOptions
}

const root = `${import.meta.dirname}/../..`
const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8')

/** A module without its calls of `diagnose`, of which nothing is used. */
function dropCalls(code: string): { readonly code: string; readonly count: number } {
  const tree = typescript.createSourceFile('module.js', code, typescript.ScriptTarget.Latest, true)
  const calls: typescript.Node[] = []
  const visit = (node: typescript.Node): void => {
    const isCall = typescript.isCallExpression(node) && typescript.isIdentifier(node.expression)
    if (isCall && node.expression.getText() === 'diagnose') calls.push(node)
    else typescript.forEachChild(node, visit)
  }
  visit(tree)
  const drop = (text: string, call: typescript.Node) =>
    `${text.slice(0, call.getStart())}undefined${text.slice(call.end)}`
  return { code: calls.reverse().reduce(drop, code), count: calls.length }
}

/** Codes that are reasons of results too. */
const REASONS = ['no-key', 'no-click']

describe('dist/affiliate.js', () => {
  test('is, byte by byte, what it is without a single call of diagnose', async () => {
    const { default: builds } = (await import(`${root}/rollup.config.mjs`)) as { default: Build[] }
    const build = builds.find(({ output }) => output.file === 'dist/affiliate.js')
    if (!build) throw new Error('Nobody builds dist/affiliate.js.')
    let calls = 0
    const without = {
      name: 'without-calls',
      transform: (code: string) => {
        const dropped = dropCalls(code)
        calls += dropped.count
        return dropped.code
      },
    }
    const bundle = await rollup({ ...build, plugins: [build.plugins, without], onwarn: () => {} })
    const { output } = await bundle.generate(build.output)
    expect(calls).toBeGreaterThan(20)
    expect(read('dist/affiliate.js').startsWith(output[0].code.trimEnd())).toBe(true)
    expect(read('dist/affiliate.js').slice(output[0].code.trimEnd().length)).toMatch(
      /^\s*(\/\/# sourceMappingURL=affiliate\.js\.map\s*)?$/,
    )
  }, 120_000)

  test('has none of the words, none of the codes, and no debug()', () => {
    const code = read('dist/affiliate.js')
    const codes = Object.keys(WORDS).filter((name) => name.includes('-') && !REASONS.includes(name))
    expect(codes.length).toBeGreaterThan(40)
    expect(codes.filter((name) => code.includes(name))).toEqual([])
    expect(code).not.toMatch(/\[affiliate\.js\]|console|debug|diagnose/)
    // The reading works.
    expect(codes.filter((name) => !read('dist/affiliate.debug.js').includes(name))).toEqual([])
  })

  test('is loaded by npm’s users without a trace of them either', () => {
    for (const file of [
      'index',
      'page/affiliate',
      'stored/store',
      'settings/resolve',
      'page/instance',
      'click/memory',
      'conversion/delivery',
      'conversion/body',
      'integrations/message',
    ])
      expect(read(`dist/${file}.js`), file).not.toContain('diagnose')
  })
})
