// @vitest-environment happy-dom
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

const root = `${import.meta.dirname}/../..`
const read = (path: string) => readFileSync(`${root}/${path}`, 'utf8')

describe('dist/affiliate.debug.js on a page', () => {
  let code = ''
  beforeAll(() => {
    code = read('dist/affiliate.debug.js')
  })

  beforeEach(() => {
    Reflect.deleteProperty(window, 'introw')
    vi.restoreAllMocks()
    // Or what the page put off would run on a slow machine when this file is over, and its document gone.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  })

  afterAll(() => {
    vi.useRealTimers()
  })

  /** As its tag does: without an element it would be text that somebody has pasted, and do nothing but look. */
  const run = () => {
    const script = document.createElement('script')
    Object.defineProperty(document, 'currentScript', { configurable: true, get: () => script })
    ;(0, eval)(code)
    Reflect.deleteProperty(document, 'currentScript')
  }
  const affiliate = () => window.introw?.affiliate
  const hush = () => [
    vi.spyOn(console, 'info').mockImplementation(() => {}),
    vi.spyOn(console, 'warn').mockImplementation(() => {}),
  ]

  test('leaves no global but introw, and every function of the page as it was', () => {
    hush()
    const globals = () => Object.getOwnPropertyNames(globalThis).filter((name) => name !== 'introw')
    const functions = () => [
      globalThis.fetch,
      console.info,
      console.warn,
      console.error,
      history.pushState,
      history.replaceState,
      globalThis.setTimeout,
      window.onerror,
    ]
    const before = [globals(), functions()]
    run()
    expect([globals(), functions()]).toEqual(before)
    expect(Object.keys(window.introw ?? {})).toEqual(['affiliate'])
  })

  test('speaks by info and warn alone, under its name', () => {
    const [info, warn] = hush()
    const others = (['log', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name))
    run()
    affiliate()?.getClickId()
    for (const [line] of [...(info?.mock.calls ?? []), ...(warn?.mock.calls ?? [])])
      expect(line).toMatch(/^\[affiliate\.js\] /)
    expect(info).toHaveBeenCalled()
    for (const other of others) expect(other).not.toHaveBeenCalled()
  })

  test('tells the same as data, under names that no build has mangled', () => {
    hush()
    run()
    const diagnosis = affiliate()?.debug?.()
    expect(Object.keys(diagnosis ?? {})).toEqual([
      'version',
      'settings',
      'clickId',
      'clickFrom',
      'keptIn',
      'cookieDomain',
      'consent',
      'outbox',
      'messages',
    ])
    expect(diagnosis?.version).toBe(JSON.parse(read('package.json')).version)
    expect(diagnosis?.messages[0]).toMatchObject({
      code: expect.any(String),
      level: expect.any(String),
      text: expect.any(String),
      time: expect.any(String),
    })
  })
})
