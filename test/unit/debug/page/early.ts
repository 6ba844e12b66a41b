import { afterEach, describe, expect, test } from 'vitest'
import type { Options } from '../../../../src/options'
import { KEY } from '../../../support/unit/backend'
import { affiliate, importNpm } from '../../../support/unit/page'
import { SHOP } from '../../../support/unit/shop'
import { elapse } from '../../../support/unit/time'
import { runStub } from '../../../page/instance/stub'
import { arrive, codes, find, land, landing, lines, messages, swap, TAG, told, visit } from './debug'

afterEach(() => document.head.replaceChildren())

/** An inline script of the page's, which has run. */
const addInline = (text: string, type = '') => {
  const script = document.createElement('script')
  // Not to be run, by the engine of these tests.
  script.type = 'text/plain'
  script.text = text
  document.head.append(script)
  script.type = type
}

describe('of calls before the script it tells', () => {
  test.each<[string, Record<string, string>]>([
    ['async', { async: '' }],
    ['defer', { defer: '' }],
    ['a module', { type: 'module' }],
  ])('that they failed, where the tag is %s and there is no stub', async (_, tag) => {
    await land({ ...TAG, ...tag })
    expect(find('no-stub')).toMatchObject({ level: 'info', remedy: expect.stringContaining('Paste the stub') })
  })

  test('nothing where the tag holds up the page, so that all below it finds it', async () => {
    await land()
    expect(codes()).not.toContain('no-stub')
  })

  test('nothing where there is a stub', async () => {
    await visit(await landing(), { tag: { ...TAG, async: '' }, before: runStub })
    expect(codes()).toContain('started')
    expect(codes().filter((code) => /stub|early/.test(code))).toEqual([])
  })

  test.each([
    "introw.affiliate.track({ email: 'ada@acme.example' })",
    'window.introw?.affiliate?.consent(true)',
    'const { affiliate } = window.introw, { affiliate: same } = introw',
    "window['introw'].affiliate.ready(() => {})",
  ])('that an inline script called it: %s', async (text) => {
    await visit(await landing(), { tag: { ...TAG, async: '' }, before: () => addInline(text) })
    expect(find('early-call')).toMatchObject({ level: 'warn', remedy: expect.stringContaining('Paste the stub') })
  })

  test.each([
    ['onclick = () => introw.affiliate.track()', ''],
    ['function convert() { introw.affiliate.track() }', ''],
    ['introw.affiliate.track()', 'module'],
    ['introw.affiliate.track()', 'text/template'],
    ['track()', ''],
  ])('not that a script did which may have waited for it: %s %s', async (text, type) => {
    await visit(await landing(), { tag: { ...TAG, async: '' }, before: () => addInline(text, type) })
    expect(codes()).not.toContain('early-call')
  })

  test.each([
    "Uncaught TypeError: Cannot read properties of undefined (reading 'affiliate')",
    'TypeError: introw.track is not a function',
    'ReferenceError: introw is not defined',
  ])('what the page threw later, if it names us: %s', async (message) => {
    await land()
    window.dispatchEvent(Object.assign(new Event('error'), { message }))
    expect(find('page-threw')).toMatchObject({ level: 'warn', text: expect.stringContaining(message) })
  })

  test('the same of promises, and nothing of what is the page’s own', async () => {
    await land()
    const reject = (reason: unknown) => window.dispatchEvent(Object.assign(new Event('unhandledrejection'), { reason }))
    reject(new TypeError('cart is undefined'))
    reject(undefined)
    reject({ toString: 1 })
    expect(codes()).not.toContain('page-threw')
    reject(new TypeError('introw.affiliate.Track is not a function'))
    expect(codes()).toContain('page-threw')
  })
})

describe('of npm it tells', () => {
  test.each<[string, (npm: Awaited<ReturnType<typeof importNpm>>) => unknown]>([
    ['getClickId', (npm) => npm.getClickId()],
    ['track', (npm) => npm.track({})],
    ['consent', (npm) => npm.consent(true)],
    ['ready', (npm) => npm.ready(() => {})],
  ])('that %s() was called and init() was not', async (_, call) => {
    await arrive(SHOP)
    const npm = await importNpm()
    swap()
    void call(npm)
    expect(lines.join()).toBe('')
    await elapse(3_000)
    expect(lines.join('\n')).toMatch(/warn .*init\(\) was not[^]*→ Call init\(\{ publishableKey/)
    void call(npm)
    await elapse(60_000)
    expect(lines).toHaveLength(1)
    told.add('no-init')
  })

  test('nothing where init() comes within 3 seconds', async () => {
    await arrive(SHOP)
    const npm = await importNpm()
    npm.getClickId()
    await elapse(2_000)
    npm.init({ publishableKey: KEY })
    await elapse(60_000)
    expect(codes()).not.toContain('no-init')
  })

  test.each<[unknown, string]>([
    [KEY, 'a text'],
    [null, 'null'],
    [[KEY], 'an array'],
    [7, 'a number'],
    [true, 'a boolean'],
    [() => ({}), 'a function'],
    [new Map([['publishableKey', KEY]]), 'a map'],
    [new URLSearchParams(), 'an urlsearchparams'],
    [Promise.resolve({ publishableKey: KEY }), 'a promise'],
    [new Event('load'), 'an event (load)'],
  ])('that init() was given %s, once', async (options, what) => {
    await visit(SHOP, { options: options as Options })
    expect(find('init-odd')).toMatchObject({
      level: 'warn',
      text: `init() was given ${what}, which holds no settings.`,
      remedy: expect.stringContaining("init({ publishableKey: 'pk_aff_…' })"),
    })
    expect(messages().filter(({ level }) => level === 'warn')).toHaveLength(1)
  })

  test('nothing odd of init() without settings, which a tag may have', async () => {
    await visit(SHOP, { options: undefined as unknown as Options })
    expect(messages().filter(({ level }) => level === 'warn')).toEqual([])
    expect(affiliate().version).toEqual(expect.any(String))
  })
})
