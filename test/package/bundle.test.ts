// @vitest-environment happy-dom
import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'acorn'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { measureBytes } from '../../scripts/sizes.mjs'
import type { Affiliate } from '../../src/types'
import { BUDGET_BYTES, FULL_BUDGET_BYTES } from './budget'

const root = `${import.meta.dirname}/../..`
const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8')
const { version } = JSON.parse(read('package.json'))

interface Introw {
  introw?: Record<string, unknown> & { affiliate: Affiliate }
}
const page = window as unknown as Introw

let code = ''
beforeAll(() => {
  code = read('dist/affiliate.js')
})

describe('dist/affiliate.js', () => {
  test(`is at most ${BUDGET_BYTES} bytes of gzip`, () => {
    expect(measureBytes(code).gzip).toBeLessThanOrEqual(BUDGET_BYTES)
  })

  test(`and affiliate.full.js at most ${FULL_BUDGET_BYTES}`, () => {
    expect(measureBytes(read('dist/affiliate.full.js')).gzip).toBeLessThanOrEqual(FULL_BUDGET_BYTES)
  })

  test('is ES2020, and a script', () => {
    expect(() => parse(code, { ecmaVersion: 2020, sourceType: 'script' })).not.toThrow()
  })

  test('never speaks to the console, makes code from text, writes HTML, or keeps the page from the back/forward cache', () => {
    const names = new Set<string>()
    const texts = new Set<string>()
    walk(parse(code, { ecmaVersion: 2020, sourceType: 'script' }), (node) => {
      if (node.type === 'Identifier') names.add(String(node.name))
      if (node.type === 'Literal') texts.add(String(node.value))
      if (node.type === 'TemplateElement') texts.add(String((node.value as { cooked: unknown }).cooked))
    })
    for (const name of [
      'console',
      'eval',
      'Function',
      'innerHTML',
      'outerHTML',
      'insertAdjacentHTML',
      'alert',
      'XMLHttpRequest',
      'sendBeacon',
      'locks',
      'onunload',
      'onbeforeunload',
    ])
      expect(names.has(name), name).toBe(false)
    for (const text of ['unload', 'beforeunload']) expect(texts.has(text), text).toBe(false)
    expect(code.includes('document.write')).toBe(false)
    // The reading works.
    expect([names.has('fetch'), texts.has('pagehide')]).toEqual([true, true])
  })

  test('names no host but the API and those of HubSpot', () => {
    const hosts = [...code.matchAll(/https?:\/\/([\w.-]+)/g)].map(([, host]) => host)
    expect([...new Set(hosts)]).toEqual(['api.introw.io'])
    expect(/localhost|127\.0\.0\.1|shop\.test/.test(code)).toBe(false)
  })

  test('has the version of package.json stamped in', () => {
    expect([code.includes('__VERSION__'), code.includes(version)]).toEqual([false, true])
  })

  test('names its source map, which has our sources and js-cookie in it', () => {
    expect(code.trimEnd().split('\n').at(-1)).toBe('//# sourceMappingURL=affiliate.js.map')
    const map = JSON.parse(read('dist/affiliate.js.map'))
    const ours = map.sources.filter((source: string) => /(^|\/)src\/[\w/]+\.ts$/.test(source))
    expect(ours.length).toBeGreaterThan(5)
    for (const source of ours) expect(existsSync(`${root}/${source.replace(/^.*?src\//, 'src/')}`), source).toBe(true)
    expect(map.sources.some((source: string) => source.includes('js-cookie'))).toBe(true)
    expect(map.sourcesContent.every((content: unknown) => typeof content === 'string')).toBe(true)
    expect(map.mappings.length).toBeGreaterThan(1_000)
  })

  test.each(['affiliate.js', 'affiliate.full.js', 'affiliate.debug.js'])(
    'maps %s back to the lines of the sources',
    async (file) => {
      const { SourceMap } = await import('node:module')
      const built = read(`dist/${file}`)
      const map = new SourceMap(JSON.parse(read(`dist/${file}.map`)))
      const before = built.slice(0, built.indexOf('api.introw.io')).split('\n')
      const entry = map.findEntry(before.length - 1, before.at(-1)?.length ?? 0) as {
        originalSource: string
        originalLine: number
      }
      const source = read(entry.originalSource.replace(/^.*?src\//, 'src/'))
      expect(source.split('\n')[entry.originalLine]).toContain('api.introw.io')
    },
  )
})

describe.each(['affiliate.js', 'affiliate.full.js', 'affiliate.debug.js'])('%s, evaluated on a page', (file) => {
  const run = () => (0, eval)(read(`dist/${file}`))

  beforeEach(() => {
    Reflect.deleteProperty(window, 'introw')
    vi.restoreAllMocks()
    // Or what the page put off would run on a slow machine when this file is over, and its document gone.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => {})
  })

  afterAll(() => {
    vi.useRealTimers()
  })

  test('it leaves no global but introw', () => {
    const before = new Set(Object.getOwnPropertyNames(globalThis))
    run()
    expect(Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name))).toEqual(['introw'])
    expect(Object.keys(page.introw ?? {})).toEqual(['affiliate'])
  })

  test('it answers by the names of its interface, which no build has mangled', async () => {
    run()
    const { affiliate } = page.introw ?? {}
    expect(affiliate).toMatchObject({
      version,
      getClickId: expect.any(Function),
      track: expect.any(Function),
      consent: expect.any(Function),
      ready: expect.any(Function),
    })
    expect(affiliate?.getClickId()).toBeNull()
    expect(await affiliate?.track()).toEqual({
      status: 'ignored',
      conversionId: null,
      formSubmissionId: null,
      reason: 'no-click',
    })
  })

  test('it changes nothing where there is no click, and says nothing in production', () => {
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const)
      .map((name) => vi.spyOn(console, name))
      .filter(() => file !== 'affiliate.debug.js')
    const fetch = vi.spyOn(globalThis, 'fetch')
    run()
    page.introw?.affiliate.getClickId()
    for (const spy of [...spies, fetch]) expect(spy).not.toHaveBeenCalled()
    expect([document.cookie, localStorage.length, sessionStorage.length]).toEqual(['', 0, 0])
  })

  test('it leaves one instance when it is evaluated twice', () => {
    run()
    const first = page.introw?.affiliate
    run()
    expect(page.introw?.affiliate).toBe(first)
  })

  test('it sends what the contract asks for, by names that no build has mangled', () => {
    const fetch = vi.spyOn(globalThis, 'fetch').mockReturnValue(new Promise(() => {}))
    document.cookie = '_introw_aff=a'
    run()
    void page.introw?.affiliate.track({ email: 'lead@acme.example', properties: { plan: 'pro' }, publishableKey: 'pk' })
    const [url, init] = fetch.mock.calls[0] ?? []
    expect(url).toBe('https://api.introw.io/api/v1/affiliate/conversions')
    expect(init).toMatchObject({
      method: 'POST',
      keepalive: true,
      credentials: 'omit',
      headers: { 'Content-Type': 'application/json', 'x-introw-publishable-key': 'pk' },
    })
    expect(JSON.parse(String(init?.body))).toEqual({
      clickId: 'a',
      email: 'lead@acme.example',
      properties: { plan: 'pro' },
    })
    expect(localStorage.getItem('_introw_aff')).toContain('lead@acme.example')
    document.cookie = '_introw_aff=; expires=Thu, 01 Jan 1970 00:00:00 GMT'
    localStorage.clear()
  })
})

/** Visits every node of a syntax tree. */
function walk(node: unknown, visit: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(node)) for (const child of node) walk(child, visit)
  else if (typeof node === 'object' && node !== null) {
    if ('type' in node) visit(node)
    for (const child of Object.values(node)) walk(child, visit)
  }
}
