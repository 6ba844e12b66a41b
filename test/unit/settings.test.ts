// @vitest-environment happy-dom
// Longer than 200 lines: one chapter of the specification, to be read from top to bottom.
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { API, KEY, useBackend } from '../support/unit/backend'
import { arrive, affiliate, cookieOn, cookieWrites, define, importNpm, newVisitor, visit } from '../support/unit/page'
import { elapse, settle } from '../support/unit/time'

const NUM_RUNS = 10_000
const SHOP = 'https://www.shop.test/?irw_id=a'

const backend = useBackend()
beforeEach(() => newVisitor(backend))

const lastCall = async () => {
  await settle()
  const call = backend.calls.at(-1)
  if (!call) throw new Error('Nothing was sent.')
  return call
}
const keyOf = async () => (await lastCall()).headers.get('x-introw-publishable-key')
const daysOf = (write: string | undefined) => {
  const expires = /expires=([^;]+)/i.exec(write ?? '')?.[1]
  return expires && (Date.parse(expires) - Date.now()) / 864e5
}

describe('a setting comes from', () => {
  test("the script's attributes", async () => {
    const page = await visit(SHOP, {
      tag: { 'data-publishable-key': 'pk_attribute', 'data-api-host': 'https://proxy.test/introw' },
    })
    void page.track()
    expect(await keyOf()).toBe('pk_attribute')
    expect((await lastCall()).url).toBe('https://proxy.test/introw/api/v1/affiliate/conversions')
  })

  test("the query of the script's own URL, where a tag manager has stripped the attributes", async () => {
    const src = 'https://app.introw.io/affiliate.js?publishable-key=pk_url&cookie-days=10'
    const page = await visit(SHOP, { tag: { src } })
    expect(daysOf(cookieWrites.at(-1))).toBe(10)
    void page.track()
    expect(await keyOf()).toBe('pk_url')
  })

  test('the attribute before the URL', async () => {
    const src = 'https://app.introw.io/affiliate.js?publishable-key=pk_url'
    const page = await visit(SHOP, { tag: { src, 'data-publishable-key': 'pk_attribute' } })
    void page.track()
    expect(await keyOf()).toBe('pk_attribute')
  })

  test("init()'s options in camel case", async () => {
    const page = await visit(SHOP, {
      options: { publishableKey: 'pk_option', cookieDays: 7, apiHost: 'https://proxy.test' },
    })
    expect(daysOf(cookieWrites.at(-1))).toBe(7)
    void page.track()
    expect(await keyOf()).toBe('pk_option')
    expect((await lastCall()).url).toBe('https://proxy.test/api/v1/affiliate/conversions')
  })

  test('the last tag that looks like ours, where currentScript is null', async () => {
    await arrive(SHOP)
    document.body.innerHTML =
      '<script type="text/plain" data-publishable-key="pk_first"></script><script type="text/plain" data-publishable-key="pk_last"></script>'
    define(document, 'currentScript', { get: () => null })
    await import('../../src/script')
    document.body.innerHTML = ''
    void affiliate().track()
    expect(await keyOf()).toBe('pk_last')
  })

  test.each([
    ['another copy', 'data-publishable-key="pk_last"'],
    ['another vendor’s tag with a key', 'src="https://vendor.test/sdk.js?publishable-key=pk_last"'],
    ['another vendor’s file of that name', 'src="https://vendor.test/affiliate.min.js"'],
  ])('its own tag, beside %s', async (_, attributes) => {
    await arrive(SHOP)
    document.body.innerHTML = `<script type="text/plain" src="/renamed.js?publishable-key=pk_first"></script><script type="text/plain" ${attributes}></script>`
    define(document, 'currentScript', { get: () => document.querySelector('script') })
    await import('../../src/script')
    void affiliate().track()
    expect(await keyOf()).toBe('pk_first')
  })
})

describe('without any tag to be found', () => {
  test('the page has its instance all the same', async () => {
    await arrive(SHOP)
    define(document, 'currentScript', { get: () => null })
    await import('../../src/script')
    expect(affiliate().getClickId()).toBe('a')
  })
})

describe('a bad value means the default:', () => {
  test.each(['', ' ', 'pk with space', 'schlüssel', 'pk\n', 'p'.repeat(129)])('publishable-key "%s"', async (key) => {
    const page = await visit(SHOP, { options: { publishableKey: key } })
    const result = page.track()
    await elapse(3000)
    if (key.trim() === 'pk') expect(await keyOf()).toBe('pk')
    else expect(await result).toMatchObject({ status: 'queued', reason: 'no-key' })
  })

  test.each([
    '',
    'api.introw.io',
    'ftp://api.introw.io',
    'javascript:alert(1)',
    '//proxy.test',
    'https://',
    'https://a.test?x=1',
    'https://a b.test',
    {},
    1,
  ])('api-host %j', async (apiHost) => {
    const page = await visit(SHOP, { options: { publishableKey: KEY, apiHost: apiHost as string } })
    void page.track()
    expect((await lastCall()).url).toBe(`${API}/api/v1/affiliate/conversions`)
  })

  test.each(['https://proxy.test/', 'https://proxy.test', 'http://proxy.test:8080/introw/', ' https://proxy.test '])(
    'but api-host %j is good',
    async (apiHost) => {
      const page = await visit(SHOP, { options: { publishableKey: KEY, apiHost } })
      void page.track()
      expect((await lastCall()).url).toBe(`${apiHost.trim().replace(/\/$/, '')}/api/v1/affiliate/conversions`)
    },
  )

  test.each(['0', '366', '-1', 'abc', 'NaN', ''])('cookie-days "%s"', async (days) => {
    await visit(SHOP, { tag: { 'data-cookie-days': days } })
    expect(daysOf(cookieWrites.at(-1))).toBe(90)
  })

  test.each(['1', '365'])('but cookie-days "%s" is good', async (days) => {
    await visit(SHOP, { tag: { 'data-cookie-days': days } })
    expect(daysOf(cookieWrites.at(-1))).toBe(Number(days))
  })

  test.each(['other.test', 'test', 'a.www.shop.test', 'shop.test; Secure; x', 'not a domain'])(
    'cookie-domain "%s"',
    async (domain) => {
      await visit(SHOP, { tag: { 'data-cookie-domain': domain } })
      expect(cookieOn('https://app.shop.test/')).toBe('a')
    },
  )

  test.each(['shop.test', '.shop.test', 'SHOP.test'])('but cookie-domain "%s" is good', async (domain) => {
    await visit(SHOP, { tag: { 'data-cookie-domain': domain } })
    expect(cookieOn('https://app.shop.test/')).toBe('a')
  })

  test('but cookie-domain "host" keeps the cookie on this host', async () => {
    await visit(SHOP, { tag: { 'data-cookie-domain': 'host' } })
    expect([cookieOn('https://www.shop.test/'), cookieOn('https://app.shop.test/')]).toEqual(['a', undefined])
  })

  test.each(['yes', '', 'granted', '1'])('consent "%s"', async (consent) => {
    await visit(SHOP, { tag: { 'data-consent': consent } })
    expect(cookieOn(SHOP)).toBe('a')
  })

  test.each(['required', 'REQUIRED', ' required '])('but consent "%s" is good', async (consent) => {
    await visit(SHOP, { tag: { 'data-consent': consent } })
    expect(cookieOn(SHOP)).toBeUndefined()
  })

  test.each(['disk', '', 'localStorage'])('outbox "%s"', async (outbox) => {
    const page = await visit(SHOP, { tag: { 'data-outbox': outbox } })
    void page.track({ email: 'lead@acme.example' })
    expect(localStorage.getItem('_introw_aff')).toContain('lead@acme.example')
  })

  test.each([null, undefined, 0, 'text', []])('init(%j) is init()', async (options) => {
    const page = await visit(SHOP, { options: options as null })
    expect([page.getClickId(), daysOf(cookieWrites.at(-1))]).toEqual(['a', 90])
  })

  test('an option that throws when it is read', async () => {
    const options = {
      publishableKey: KEY,
      get apiHost(): string {
        throw new Error('no')
      },
    }
    const page = await visit(SHOP, { options })
    void page.track()
    expect((await lastCall()).url).toContain(API)
  })
})

describe('a later source', () => {
  const init = async (options: object) => (await importNpm()).init(options)

  test('fills gaps: init() beside a tag without a key', async () => {
    const page = await visit(SHOP, { tag: {} })
    const result = page.track()
    await settle()
    expect(backend.calls).toHaveLength(0)
    expect(await init({ publishableKey: KEY })).toBe(page)
    expect(await keyOf()).toBe(KEY)
    expect(await result).toMatchObject({ status: 'queued', reason: 'no-key' })
  })

  test('never replaces a key', async () => {
    const page = await visit(SHOP, { tag: { 'data-publishable-key': 'pk_tag' } })
    await init({ publishableKey: 'pk_later' })
    void page.track()
    expect(await keyOf()).toBe('pk_tag')
  })

  test('never switches on what was switched off', async () => {
    await visit(SHOP, { tag: { 'data-keep-url': 'off' } })
    await init({ keepUrl: 'on' })
    await elapse(3000)
    expect(location.href).toBe('https://www.shop.test/')
  })

  test('never moves an outbox that was said to be local', async () => {
    const page = await visit(SHOP, { tag: { 'data-outbox': 'local' } })
    await init({ outbox: 'memory' })
    void page.track({ email: 'lead@acme.example' })
    expect(localStorage.getItem('_introw_aff')).toContain('lead@acme.example')
  })

  test('fills in for a bad value', async () => {
    await visit('https://www.shop.test/', { tag: { 'data-cookie-days': 'many', 'data-consent': 'required' } })
    await init({ cookieDays: 5 })
    const page = await visit('https://www.shop.test/?irw_id=b', {
      tag: { 'data-cookie-days': 'many', 'data-consent': 'required' },
    })
    await init({ cookieDays: 5 })
    page.consent(true)
    expect(daysOf(cookieWrites.at(-1))).toBe(5)
  })

  test('may tighten consent, and not loosen it', async () => {
    const page = await visit(SHOP, { tag: {} })
    await init({ consent: 'required' })
    expect(page.getClickId()).toBe('a')
    newVisitor(backend)
    const strict = await visit(SHOP, { tag: { 'data-consent': 'required' } })
    await init({ consent: 'granted' })
    expect(strict.getClickId()).toBeNull()
    expect(cookieOn(SHOP)).toBeUndefined()
  })

  test('that tightens consent leaves a page without an earlier grant undecided', async () => {
    const page = await visit('https://www.shop.test/', { tag: {} })
    await init({ consent: 'required' })
    const result = page.track()
    await elapse(3000)
    expect(await result).toMatchObject({ status: 'queued', reason: 'undecided' })
  })
})

describe('whatever the settings are', () => {
  test('nothing is thrown, the click is kept, and no cookie attribute is injected', async () => {
    await arrive('https://www.shop.test/')
    const { readSetting, isOn, createOptionsSource, createScriptSource, addSource } = await import('../../src/settings')
    const names = [
      'publishable-key',
      'api-host',
      'cookie-domain',
      'cookie-days',
      'consent',
      'hubspot',
      'hubspot-meetings',
      'outbox',
      'keep-url',
    ]
    const pattern = /^[a-z]{2,}$/
    let current: (name: string) => unknown = () => undefined
    addSource((name) => current(name))
    const script = document.createElement('script')
    const value = fc.oneof(
      fc.anything(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom<unknown>('on', 'off', 'required', Symbol('s'), () => 1),
    )
    fc.assert(
      fc.property(fc.constantFrom(...names), value, fc.webUrl({ withQueryParameters: true }), (name, given, src) => {
        const camel = name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
        current = createOptionsSource({ [camel]: given } as object)
        const read = readSetting(name, pattern)
        script.setAttribute('src', src)
        current = createScriptSource(script)
        return (read === undefined || pattern.test(read)) && typeof isOn(name) === 'boolean'
      }),
      { numRuns: NUM_RUNS },
    )
  })

  test('a page of any settings keeps its click and sends its conversion', async () => {
    const value = fc.oneof(
      fc.anything(),
      fc.string(),
      fc.constantFrom<unknown>('host', 'off', 'session', 'memory', Symbol('s'), 'a; Domain=x'),
    )
    const options = fc.record({
      apiHost: value,
      cookieDomain: value,
      cookieDays: value,
      hubspot: value,
      hubspotMeetings: value,
      outbox: value,
      keepUrl: value,
    })
    await fc.assert(
      fc.asyncProperty(options, async (given) => {
        newVisitor(backend)
        backend.calls.length = 0
        const page = await visit(SHOP, { options: { publishableKey: KEY, ...(given as object) } })
        void page.track({ email: 'lead@acme.example' })
        await settle()
        const names = cookieWrites
          .flatMap((write) => write.split(';').slice(1))
          .map((part) => part.trim().split('=')[0]?.toLowerCase())
        const isPlain = names.every((name) => ['path', 'expires', 'samesite', 'secure', 'domain'].includes(name ?? ''))
        return page.getClickId() === 'a' && backend.calls.length === 1 && isPlain
      }),
      { numRuns: 100 },
    )
  })
})
