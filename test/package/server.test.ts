// @vitest-environment node
import { readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import * as built from '@introw/affiliate/server'
import { rollup } from 'rollup'
import { minify } from 'terser'
import { describe, expect, it } from 'vitest'
import type { ServerEntry } from '../unit/server/entry'
import { describeServer } from '../unit/server/suite'

const ENTRY = fileURLToPath(import.meta.resolve('@introw/affiliate/server'))

/** What a worker has at least: https://min-common-api.proposal.wintertc.org/ */
const WEB = ['AbortController', 'AbortSignal', 'Headers', 'Request', 'Response', 'TextEncoder', 'URL'] as const

const bundle = await rollup({ input: ENTRY, onLog: (level, log) => expect.fail(`${level}: ${log.message}`) })
const { output } = await bundle.generate({ format: 'iife', name: 'server', exports: 'named' })
const [chunk] = output

describeServer('the built server entry on Node', built)
describeServer('the built server entry where there is nothing but the web’s own', evaluateApart(chunk.code))

describe('the built server entry', () => {
  it('imports nothing of Node and no other package', () => {
    expect(chunk.imports).toEqual([])
    expect(builtinModules.filter((name) => chunk.code.includes(`'${name}'`) || chunk.code.includes(`"${name}"`))).toEqual([])
    for (const id of chunk.moduleIds) expect(id).not.toContain('node_modules')
  })

  it('reaches the pure files of both wings alone', () => {
    const files = chunk.moduleIds.map((id) => id.slice(id.indexOf('/dist/') + 6)).filter((file) => !/^server(\.js$|\/)/.test(file))
    expect(files.sort()).toEqual(['attempt.js', 'click/id.js', 'click/url.js', 'conversion/api.js', 'conversion/body.js'])
  })

  it('names nothing of a page nor of Node', async () => {
    const { code } = await minify(chunk.code)
    expect(code).not.toMatch(/\b(window|document|navigator|location|history|localStorage|process|require|Buffer)\b(?=[.(])/)
  })

  it('weighs less than 3 kB gzipped, and its cookie half less than 1.3 kB', async () => {
    expect(await gzipBytes('*')).toBeLessThan(3000)
    expect(await gzipBytes('{ captureClick, readClickId }')).toBeLessThan(1300)
  })

  it('has types that need no Node', () => {
    const types = readFileSync(ENTRY.replace(/\.js$/, '.d.ts'), 'utf8')
    for (const name of ['captureClick', 'readClickId', 'createConversions', 'IntrowApiError']) expect(types).toContain(name)
    expect(types).not.toContain('node:')
  })
})

/** A realm of its own, without Node's globals and without `eval`; timers go through the outer ones, which tests may fake. */
function evaluateApart(code: string): ServerEntry {
  const globals: Record<string, unknown> = {
    fetch: () => Promise.reject(new Error('No network here')),
    setTimeout: (...args: Parameters<typeof setTimeout>) => setTimeout(...args),
    clearTimeout: (timer: number) => clearTimeout(timer),
  }
  for (const name of WEB) globals[name] = globalThis[name]
  // The realm's own Date would tell the true time while tests fake it.
  Object.defineProperty(globals, 'Date', { get: () => Date })
  const realm = createContext(globals, { codeGeneration: { strings: false, wasm: false } })
  expect(runInContext('typeof process + typeof require + typeof Buffer + typeof window', realm)).toBe('undefined'.repeat(4))
  return runInContext(`${code}; server`, realm) as ServerEntry
}

async function gzipBytes(names: string): Promise<number> {
  const entry = 'measured'
  const source = `export ${names} from ${JSON.stringify(ENTRY)}`
  const plugin = {
    name: entry,
    resolveId: (id: string) => (id === entry ? id : null),
    load: (id: string) => (id === entry ? source : null),
  }
  const measured = await rollup({ input: entry, plugins: [plugin] })
  const { output: outputs } = await measured.generate({ format: 'esm' })
  const { code } = await minify(outputs[0].code, { ecma: 2020, module: true, compress: { passes: 3 } })
  return gzipSync(code ?? '', { level: 9 }).length
}
