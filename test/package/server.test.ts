// @vitest-environment node
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import * as built from '@introw/affiliate/server'
import { createSandbox } from '@introw/affiliate/sandbox'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { rollup } from 'rollup'
import { minify } from 'terser'
import { describe, expect, it } from 'vitest'
import { measureBytes, packServer } from '../../scripts/sizes.mjs'
import type { ServerEntry } from '../unit/server/entry'
import { ROOT } from '../support/package'
import { describeServer } from '../unit/server/suite'
import { SERVER_BUDGET_BYTES, SERVER_CLICK_BUDGET_BYTES, SERVER_CONVERSIONS_BUDGET_BYTES } from './budget'

const ENTRY = fileURLToPath(import.meta.resolve('@introw/affiliate/server'))

/** What a worker has at least: https://min-common-api.proposal.wintertc.org/ */
const WEB = ['AbortController', 'AbortSignal', 'Blob', 'Headers', 'Request', 'Response', 'TextEncoder', 'URL'] as const
const ROUTER = ['FormData', 'ReadableStream', 'TextDecoder', 'TransformStream', 'URLSearchParams'] as const

/** Nothing to warn of: an import that cannot be resolved is one of Node's, or a package that is not there. */
const onLog = (level: string, log: { message: string }) => expect.fail(`${level}: ${log.message}`)

const bundle = await rollup({ input: ENTRY, onLog })
const { output } = await bundle.generate({ format: 'iife', name: 'server', exports: 'named' })
const [chunk] = output

describeServer('the built server entry on Node', built)
describeServer(
  'the built server entry where there is nothing but the web’s own',
  evaluateApart<ServerEntry>(chunk.code),
)

describe('the built server entry', () => {
  it('imports nothing of Node and no other package', () => {
    expect(chunk.imports).toEqual([])
    expect(chunk.code).not.toMatch(/\b(from|import|require)\b\s*\(?\s*['"]/)
    for (const id of chunk.moduleIds) expect(id).not.toContain('node_modules')
  })

  it('reaches the pure files of both wings alone', () => {
    const files = chunk.moduleIds.map((id) => id.slice(id.indexOf('/dist/') + 6))
    const shared = files.filter((file) => !/^server(\.js$|\/)/.test(file))
    expect(shared.sort()).toEqual([
      'click/id.js',
      'click/url.js',
      'conversion/api.js',
      'conversion/body.js',
      'conversion/content.js',
      'integrations/links/domains.js',
      'platform/attempt.js',
      'platform/fields.js',
      'settings/words.js',
      'stored/handover.js',
      'stored/name.js',
    ])
  })

  it('names nothing of a page nor of Node', async () => {
    const { code } = await minify(chunk.code)
    expect(code).not.toMatch(
      /\b(window|document|navigator|location|history|localStorage|process|require|Buffer)\b(?=[.(])/,
    )
  })

  it(`weighs at most ${SERVER_CLICK_BUDGET_BYTES} B gzipped for the cookie alone, ${SERVER_CONVERSIONS_BUDGET_BYTES} B for conversions, ${SERVER_BUDGET_BYTES} B for all`, async () => {
    const gzip = async (names: string) => measureBytes(await packServer(ROOT, names)).gzip
    expect(await gzip('{ captureClick, readClickId }')).toBeLessThanOrEqual(SERVER_CLICK_BUDGET_BYTES)
    expect(await gzip('{ createConversions }')).toBeLessThanOrEqual(SERVER_CONVERSIONS_BUDGET_BYTES)
    expect(await gzip('*')).toBeLessThanOrEqual(SERVER_BUDGET_BYTES)
  })

  it('has types that need no Node', () => {
    const types = readFileSync(ENTRY.replace(/\.js$/, '.d.ts'), 'utf8')
    for (const name of ['captureClick', 'readClickId', 'createConversions', 'IntrowApiError'])
      expect(types).toContain(name)
    expect(types).not.toContain('node:')
  })
})

describe('the Hono example, as a worker runs it', () => {
  it('sets the cookie and records the sign-up, with nothing but the web’s own around it', async () => {
    const sandbox = createSandbox({ destination: 'https://www.shop.com/' })
    const app = await bundleWorker((url, init) => sandbox.fetch(new Request(url, init)))
    const env = {
      COOKIE_DOMAIN: 'shop.com',
      INTROW_API_KEY: 'sk_introw_demo',
      INTROW_API_HOST: 'https://api.introw.io',
    }
    const link = await sandbox.fetch(new Request('https://introw.test/r/demo'))
    const landing = await app.fetch(new Request(String(link.headers.get('location'))), env)
    const cookie = String(landing.headers.get('set-cookie'))
    expect(cookie).toMatch(/^_introw_aff=aff_[^;]+; Max-Age=7776000; Path=\/; Domain=shop\.com; SameSite=Lax; Secure$/)
    expect(landing.headers.get('cache-control')).toBe('private, no-store')

    const body = new URLSearchParams({ email: 'lead@acme.example' })
    const headers = { cookie: String(cookie.split(';')[0]) }
    const signUp = await app.fetch(new Request('https://app.shop.com/signup', { method: 'POST', body, headers }), env)
    expect([signUp.status, signUp.headers.get('set-cookie')]).toEqual([303, null])
    expect(sandbox.store.conversions).toMatchObject([{ via: 'server', email: 'lead@acme.example' }])
  })
})

/**
 * A realm of its own, without Node's globals and without `eval`. Its timers and its clock are the outer ones, which tests
 * may fake.
 */
function evaluateApart<T>(code: string, extra: Record<string, unknown> = {}): T {
  const globals: Record<string, unknown> = {
    fetch: () => Promise.reject(new Error('No network here')),
    setTimeout: (...args: Parameters<typeof setTimeout>) => setTimeout(...args),
    clearTimeout: (timer: number) => clearTimeout(timer),
    ...extra,
  }
  for (const name of WEB) globals[name] = globalThis[name]
  Object.defineProperty(globals, 'Date', { get: () => Date })
  const realm = createContext(globals, { codeGeneration: { strings: false, wasm: false } })
  expect(runInContext('typeof process + typeof require + typeof Buffer + typeof window', realm)).toBe(
    'undefined'.repeat(4),
  )
  return runInContext(`${code}; server`, realm) as T
}

interface Worker {
  fetch(request: Request, env: object): Promise<Response>
}

async function bundleWorker(fetch: (url: string, init: RequestInit) => Promise<Response>): Promise<Worker> {
  const input = fileURLToPath(new URL('../../examples/server/hono/app.mjs', import.meta.url))
  const worker = await rollup({ input, plugins: [nodeResolve()], onLog })
  const { output: outputs } = await worker.generate({ format: 'iife', name: 'server', exports: 'default' })
  return evaluateApart(outputs[0].code, {
    fetch,
    ...Object.fromEntries(ROUTER.map((name) => [name, globalThis[name]])),
  })
}
