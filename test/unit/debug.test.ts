// @vitest-environment happy-dom
// Longer than 200 lines: one chapter of the specification, to be read from top to bottom.
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Affiliate, DiagnosisMessage, Options } from '../../src/types'
import { API, KEY, useBackend } from '../support/unit/backend'
import * as page from '../support/unit/page'
import { DAY_MS, elapse, settle, sleep } from '../support/unit/time'

const { affiliate, define, importNpm, loadTag, newVisitor, refuseStorage, setCookie } = page
const SHOP = 'https://www.shop.test/'
const EMAIL = 'lead@acme.example'
const FORM = '11111111-aaaa-4aaa-8aaa-000000000001'
const NEWSLETTER = '11111111-aaaa-4aaa-8aaa-000000000002'
const TAG = { 'data-publishable-key': KEY }

const backend = useBackend()
const { sandbox } = backend

let lines: string[] = []
const told = new Set<string>()
beforeEach(() => {
  newVisitor(backend)
  lines = []
  for (const level of ['info', 'warn'] as const)
    vi.spyOn(console, level).mockImplementation((line: string) => void lines.push(`${level} ${line}`))
})

/** What the build does, for the modules of the next page. */
const swap = () => vi.doMock('../../src/diagnose', () => import('../../src/debug/diagnose'))
const visit: typeof page.visit = (...args) => (swap(), page.visit(...args))
const arrive: typeof page.arrive = (...args) => (swap(), page.arrive(...args))
const landing = async () => `${SHOP}?irw_id=${await backend.click()}`
const messages = (): readonly DiagnosisMessage[] => window.introw?.affiliate?.debug?.().messages ?? []
const codes = () => messages().map(({ code }) => (told.add(code), code))
const find = (code: string) => messages().find((message) => message.code === code)
const track = (conversion?: object) => (affiliate() as Affiliate).track(conversion)

/** What the browser tells of a request that the page's policy has blocked. */
const violate = (more: object = {}) =>
  document.dispatchEvent(
    Object.assign(new Event('securitypolicyviolation'), {
      blockedURI: `${API}/api/v1/affiliate/conversions`,
      disposition: 'enforce',
      effectiveDirective: 'connect-src',
      originalPolicy: '',
      ...more,
    }),
  )

/** A page with a click, once it has come to rest. */
async function land(tag: Record<string, string> = TAG): Promise<void> {
  await visit(await landing(), { tag })
  await elapse(3_000)
}

function submitForm(form: string, email = EMAIL, origin = location.origin): void {
  const data = { type: 'hsFormCallback', eventName: 'onFormSubmitted', id: form, data: { submissionValues: { email } } }
  window.dispatchEvent(new MessageEvent('message', { data, origin, source: window as unknown as MessageEventSource }))
}

afterEach(() => void codes())

describe('a message', () => {
  test('is a line on what is so and a line on what to do, under the name of the script', async () => {
    await land({})
    void track({ email: EMAIL })
    expect(lines.join('\n')).toContain(
      'warn [affiliate.js] There is no publishable key, so conversions are kept and not sent.\n  → Put your campaign',
    )
  })

  test('is data too, with its code and time', async () => {
    await land({})
    void track({ email: EMAIL })
    expect(find('no-key')).toEqual({
      code: 'no-key',
      level: 'warn',
      text: expect.stringContaining('no publishable key'),
      remedy: expect.stringContaining('data-publishable-key'),
      time: expect.stringMatching(/^2026-01-05T12:00:0\d\.\d{3}Z$/),
    })
  })

  test('is said once, however often its reason comes up', async () => {
    await visit(SHOP)
    for (let times = 0; times < 5; times += 1) await track({ plan: 'pro' })
    expect(codes().filter((code) => code === 'track-no-click')).toHaveLength(1)
    expect(codes().filter((code) => code === 'track-unknown')).toHaveLength(1)
  })

  test('of one conversion is said again, and not remembered for that', async () => {
    await visit(SHOP)
    const { say } = await import('../../src/debug/voice')
    const add = vi.spyOn(Set.prototype, 'add')
    say('offline', 'the conversion of ada')
    say('offline', 'the conversion of ada')
    say('address-cleaned')
    const remembered = add.mock.calls.map(([text]) => String(text))
    add.mockRestore()
    expect(codes().filter((code) => code === 'offline')).toHaveLength(2)
    expect(remembered).toEqual([expect.stringContaining('taken out of the address bar')])
  })

  test('on a console that throws breaks nothing', async () => {
    vi.spyOn(console, 'info').mockImplementation(() => {
      throw new Error('no')
    })
    vi.spyOn(console, 'warn').mockImplementation(() => {
      throw new Error('no')
    })
    await land({})
    submitForm(FORM)
    const passing = elapse(5_000)
    expect(await Promise.race([track({ email: EMAIL, publishableKey: KEY }), passing])).toMatchObject({
      status: 'recorded',
    })
    // Else it would run the timers of the next test.
    await passing
  })

  test('that comes later, on a console that throws, breaks nothing either', async () => {
    await land()
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    vi.spyOn(console, 'warn').mockImplementation(() => {
      throw new Error('no')
    })
    await track({ email: EMAIL })
    await elapse(1_000)
    expect(codes()).toContain('unreachable')
  })
})

describe('debug()', () => {
  test('starts the page, if it is the first call, and tells what is known then', async () => {
    await visit(SHOP, { tag: TAG, navigation: await landing() })
    expect(affiliate().debug?.()).toMatchObject({
      consent: 'granted',
      clickFrom: 'first-address',
      clickId: expect.any(String),
    })
  })

  test('tells nothing of what is damaged in storage', async () => {
    await land()
    localStorage.setItem('_introw_aff', JSON.stringify({ s: [], o: 'abc' }))
    expect(affiliate().debug?.().outbox).toEqual([])
    const entry = { i: 'id', b: '{', t: Date.now(), n: 9e99 }
    localStorage.setItem('_introw_aff', JSON.stringify({ s: [], o: [entry, { ...entry, t: 9e99 }] }))
    expect(affiliate().debug?.().outbox).toEqual([{ body: {}, madeAt: '2026-01-05T12:00:03.000Z', dueAt: '' }])
    localStorage.setItem('_introw_aff', JSON.stringify({ s: [], o: [entry, { ...entry, t: { toString: 1 } }] }))
    expect(affiliate().debug?.().outbox).toEqual([])
  })

  test('never throws, whatever is in storage', async () => {
    await land()
    const time = fc.oneof(fc.constant(Date.now()), fc.jsonValue())
    const entry = fc.record(
      {
        i: fc.oneof(fc.string(), fc.jsonValue()),
        b: fc.oneof(fc.json(), fc.constant('{'), fc.jsonValue()),
        t: time,
        n: time,
        k: fc.jsonValue(),
        h: fc.jsonValue(),
      },
      { requiredKeys: ['i', 'b'] },
    )
    const state = fc.record(
      { c: fc.jsonValue(), s: fc.oneof(fc.constant([]), fc.jsonValue()), o: fc.oneof(fc.array(entry), fc.jsonValue()) },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          state.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          localStorage.setItem('_introw_aff', text)
          expect(affiliate().debug?.()).toMatchObject({ consent: 'granted', outbox: expect.any(Array) })
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('of the install it tells', () => {
  test('its version, and every setting that somebody has made, with who made it', async () => {
    await land({ ...TAG, 'data-cookie-days': '30' })
    expect(find('started')?.text).toContain(
      `publishable-key="${KEY}" (script tag), cookie-days="30" (script tag), the rest as by default`,
    )
  })

  test('that no key is set, which is no mistake where every track() gives one', async () => {
    await land({})
    expect(find('no-key-yet')).toMatchObject({ level: 'info', remedy: expect.stringContaining('into every track()') })
    await track({ email: EMAIL, publishableKey: KEY })
    expect(codes()).toContain('recorded')
    expect(messages().filter(({ level }) => level === 'warn')).toEqual([])
  })

  test('that a conversion has no key, once there is one', async () => {
    await land({})
    expect(codes()).not.toContain('no-key')
    void track({ email: EMAIL })
    expect(find('no-key')).toMatchObject({
      level: 'warn',
      remedy: expect.stringContaining('data-publishable-key="pk_aff_…"'),
    })
  })

  test('a secret key in place of the publishable one', async () => {
    await land({ 'data-publishable-key': 'sk_live_1' })
    expect(find('secret-key')).toMatchObject({ level: 'warn', remedy: expect.stringContaining('Revoke it') })
  })

  test.each([
    ['api-host', 'shop.test', 'http:// or https://'],
    ['cookie-days', '400', 'from 1 to 365'],
    ['cookie-days', '0', 'from 1 to 365'],
    ['cookie-days', 'ninety', 'from 1 to 365'],
    ['consent', 'yes', 'granted or required'],
    ['hubspot', 'demo', 'form ids'],
    ['hubspot-meetings', 'true', 'on or off'],
    ['outbox', 'cookie', 'local, session or memory'],
    ['keep-url', '1', 'on or off'],
    ['publishable-key', 'pk with spaces', 'without spaces'],
  ])('%s="%s", which is no good, and what is', async (name, value, remedy) => {
    await land({ [`data-${name}`]: value })
    expect(find('bad-setting')).toMatchObject({
      level: 'warn',
      text: expect.stringContaining(`${name}="${value}" of the script tag`),
      remedy: expect.stringContaining(remedy),
    })
  })

  test.each([
    ['data-publishablekey', 'data-publishable-key'],
    ['data-publishable_key', 'data-publishable-key'],
    ['publishable-key', 'data-publishable-key'],
    ['data-key', 'data-publishable-key'],
    ['data-cookie-domian', 'data-cookie-domain'],
    ['data-api-url', 'data-api-host'],
    ['data-hubspot-meeting', 'data-hubspot-meetings'],
  ])('the attribute %s, which means %s', async (given, meant) => {
    await land({ ...TAG, [given]: 'x' })
    expect(find('unknown-setting')).toMatchObject({
      text: expect.stringContaining(`${given} of the script tag`),
      remedy: `Write ${meant}.`,
    })
  })

  test('nothing of attributes that are other scripts’ business', async () => {
    await land({
      ...TAG,
      async: '',
      src: 'https://app.introw.io/affiliate.js?v=3',
      crossorigin: 'anonymous',
      integrity: 'sha384-x',
      nonce: 'n',
      id: 'introw',
      type: 'module',
      'data-cookieconsent': 'ignore',
      'data-cfasync': 'false',
      'data-category': 'marketing',
      fetchpriority: 'low',
    })
    expect(messages().filter(({ level }) => level === 'warn')).toEqual([])
  })

  test('a parameter of the script’s URL that is misspelt', async () => {
    await land({ src: `https://app.introw.io/affiliate.js?publishable-key=${KEY}&cookieDay=30` })
    expect(find('unknown-setting')).toMatchObject({ remedy: 'Write cookie-days.' })
  })

  test('an option of init() that is none', async () => {
    await visit(await landing(), { options: { publishableKey: KEY, cookiedays: 3, theme: 'dark' } as Options })
    const told = messages()
      .filter(({ code }) => code === 'unknown-setting')
      .map(({ text, remedy }) => `${text} ${remedy}`)
    expect(told).toEqual([
      expect.stringMatching(/^cookiedays of the init\(\) call.*Write cookieDays\.$/),
      expect.stringMatching(/^theme .*one of publishableKey, apiHost/),
    ])
  })

  test('a second tag, and what of it is not used', async () => {
    await land({ ...TAG, 'data-cookie-days': '30' })
    vi.resetModules()
    swap()
    await loadTag({ ...TAG, 'data-cookie-days': '60' })
    expect(find('installed-twice')).toMatchObject({
      level: 'warn',
      text: expect.stringContaining('installed twice'),
      remedy: expect.stringContaining('Remove one'),
    })
    expect(find('setting-lost')?.text).toContain(
      'cookie-days="60" of the second install is not used: the first says "30"',
    )
  })

  test('init() beside a tag', async () => {
    await land()
    const npm = await importNpm()
    npm.init({ cookieDays: 20 })
    expect(codes()).toContain('installed-twice')
    expect(affiliate().debug?.().settings['cookie-days']).toEqual({ value: '20', from: 'init()' })
  })

  test('init() that is called again, which is no second install', async () => {
    await visit(await landing(), { options: { publishableKey: KEY } })
    const npm = await importNpm()
    npm.init({ publishableKey: KEY })
    expect(codes()).toContain('init-again')
    expect(codes()).not.toContain('installed-twice')
  })

  test('that another build was first, and serves the page', async () => {
    await arrive(SHOP)
    define(window, 'introw', {
      writable: true,
      value: { affiliate: { version: '0.1.0', _introw_aff() {}, getClickId: () => null } },
    })
    await loadTag()
    expect(lines.join('\n')).toMatch(
      /warn .*installed twice.*version 0\.1\.0 of another build was first[^]*→ Remove the other/,
    )
  })

  test('that the script finds no tag of its own', async () => {
    await arrive(SHOP)
    await import('../../src/script')
    expect(codes()).toEqual(expect.arrayContaining(['no-tag']))
  })

  test('that nobody can call it', async () => {
    await arrive(SHOP, { before: () => define(window, 'introw', { value: Object.freeze({}) }) })
    await loadTag()
    expect(lines.join('\n')).toContain('window.introw cannot be set on this page')
    told.add('unpublished')
  })

  test('an older object in its place', async () => {
    await arrive(SHOP, {
      before: () => define(window, 'introw', { writable: true, value: { affiliate: { legacy: 1 } } }),
    })
    await loadTag()
    expect(codes()).toContain('foreign-object')
  })
})

describe('of the click it tells', () => {
  test('where it was found, and the domain of its cookie', async () => {
    await land()
    expect(find('click-found')?.text).toContain('in the address: ')
    expect(find('cookie-written')?.text).toContain('on shop.test: the widest domain')
    expect(affiliate().debug?.()).toMatchObject({
      clickFrom: 'address',
      keptIn: 'cookie',
      cookieDomain: 'shop.test',
      consent: 'granted',
    })
  })

  test('an address that something has replaced since', async () => {
    await visit(SHOP, { tag: TAG, navigation: await landing() })
    await elapse(3_000)
    expect(find('click-found')?.text).toContain('that the page was loaded from')
    expect(affiliate().debug?.().clickFrom).toBe('first-address')
  })

  test('that there is none, and how to get one', async () => {
    await visit(SHOP)
    await elapse(3_000)
    expect(find('no-click')).toMatchObject({ level: 'info', remedy: expect.stringContaining('follow a partner link') })
    expect(affiliate().debug?.()).toMatchObject({ clickId: null, clickFrom: null, keptIn: null, cookieDomain: null })
  })

  test('that irw_id holds none', async () => {
    await visit(`${SHOP}?irw_id=%00`)
    expect(find('click-bad')).toMatchObject({ level: 'warn', remedy: expect.stringContaining('byte for byte') })
  })

  test('that the address bar was cleaned', async () => {
    await visit(await landing())
    await elapse(3_000)
    expect(codes()).toContain('address-cleaned')
  })

  test('that it is of an earlier page', async () => {
    await land()
    await visit(SHOP)
    await elapse(3_000)
    expect(codes()).toContain('click-kept')
    expect(affiliate().debug?.().clickFrom).toBe('cookie')
  })

  test('that it has been here before, or is older than another', async () => {
    const first = await landing()
    await visit(first)
    await visit(first)
    expect(codes()).toContain('click-known')
    await land()
    expect(codes()).not.toContain('click-known')
    await visit(first)
    expect(codes()).toContain('click-older')
  })

  test('that it is too old', async () => {
    const url = await landing()
    await visit(url)
    sleep(91 * DAY_MS)
    await visit(url)
    expect(find('click-expired')?.text).toContain('90 days')
  })

  test('that a server has set its cookie', async () => {
    const url = await landing()
    await arrive(url)
    setCookie(
      `_introw_aff=${encodeURIComponent(new URL(url).searchParams.get('irw_id') ?? '')}; Path=/; Domain=shop.test`,
    )
    await loadTag()
    expect(codes()).toContain('cookie-of-server')
  })

  test.each([
    ['other.test', 'it is no parent domain of www.shop.test'],
    ['https://shop.test', 'it is no host name'],
  ])('why cookie-domain="%s" is not taken', async (domain, why) => {
    await land({ ...TAG, 'data-cookie-domain': domain })
    expect(find('cookie-domain-refused')).toMatchObject({
      level: 'warn',
      text: expect.stringContaining(`${why}. It is on shop.test`),
      remedy: expect.stringContaining('parent domain'),
    })
  })

  test('that no cookie can be written, and that memory stands in', async () => {
    define(document, 'cookie', { get: () => '', set: () => {} })
    define(navigator, 'cookieEnabled', { get: () => false })
    await land()
    Reflect.deleteProperty(navigator, 'cookieEnabled')
    expect(find('cookie-refused')).toMatchObject({
      level: 'warn',
      text: expect.stringContaining("cookies are off in this browser. The click is in the page's memory"),
      remedy: expect.stringContaining('Allow cookies'),
    })
    expect(affiliate().debug?.()).toMatchObject({ keptIn: 'memory', cookieDomain: null })
  })

  test('that the browser takes other cookies, but not this one', async () => {
    define(document, 'cookie', { get: () => 'theme=dark', set: () => {} })
    await land()
    expect(find('cookie-refused')).toMatchObject({
      text: expect.stringContaining('takes others'),
      remedy: expect.stringContaining('without HttpOnly'),
    })
  })

  test('that no storage can be written', async () => {
    refuseStorage()
    await land()
    expect(find('storage-refused')).toMatchObject({
      level: 'warn',
      text: expect.stringContaining('the browser refuses localStorage'),
    })
  })
})

describe('of the visitor’s decision it tells', () => {
  const ASKING = { ...TAG, 'data-consent': 'required' }

  test('that it is pending, and what waits', async () => {
    await land(ASKING)
    void track({ email: EMAIL })
    expect(find('consent-pending')).toMatchObject({
      level: 'warn',
      remedy: expect.stringContaining('introw.affiliate.consent(true)'),
    })
    expect(codes()).toEqual(expect.arrayContaining(['click-waits', 'track-waits']))
    expect(affiliate().debug?.()).toMatchObject({ consent: 'undecided', clickId: null })
  })

  test('a yes, and on the next page the earlier yes', async () => {
    await land(ASKING)
    affiliate().consent(true)
    expect(codes()).toEqual(expect.arrayContaining(['consent-granted', 'click-found', 'cookie-written']))
    await visit(SHOP, { tag: ASKING })
    await elapse(3_000)
    expect(codes()).toContain('consent-earlier')
  })

  test('a no, and what it does to track()', async () => {
    await land(ASKING)
    affiliate().consent(false)
    await track()
    expect(codes()).toEqual(expect.arrayContaining(['consent-denied', 'track-no-consent']))
    expect(affiliate().debug?.().consent).toBe('denied')
  })

  test('that a prerendered page waits', async () => {
    define(document, 'prerendering', { get: () => true })
    await land()
    Reflect.deleteProperty(document, 'prerendering')
    expect(codes()).toContain('prerendering')
    expect(codes()).not.toContain('consent-pending')
  })

  test('a yes that is none', async () => {
    await land(ASKING)
    affiliate().consent('true' as unknown as boolean)
    expect(find('consent-odd')?.text).toContain("consent('true') counts as a no")
  })
})

describe('of a conversion it tells', () => {
  test('its way: kept, sent, recorded; and that a click counts once', async () => {
    await land()
    await track({ email: EMAIL })
    expect(codes().slice(-3)).toEqual(['kept', 'sending', 'recorded'])
    await track({ email: 'second@acme.example' })
    expect(find('duplicate')).toMatchObject({
      text: expect.stringContaining('the conversion of second@acme.example'),
      remedy: expect.stringContaining('first conversion of a click is final'),
    })
  })

  test('what track() cannot take', async () => {
    await land()
    await track({ email: EMAIL, plan: 'pro', seats: 3, properties: { at: NaN, run() {}, ok: 1 } })
    expect(find('track-unknown')?.remedy).toContain('properties: { plan, seats }')
    expect(find('properties-dropped')?.text).toContain('at, run')
    await track('lead@acme.example' as unknown as object)
    expect(find('track-odd')?.text).toContain('a text')
  })

  test.each([
    ['ada@acme', 'its domain has no dot'],
    ['ada', 'it has no @'],
    ['ada lovelace@acme.example', 'it has a space in it'],
    ['a..b@acme.example', 'a dot stands'],
    ['ada@-acme.example', 'hyphen'],
    ['adä@acme.example', 'letters beyond ASCII'],
    ['a@b@acme.example', 'more than one @'],
    [`${'a'.repeat(250)}@acme.example`, 'longer than 254'],
    ['a!b@acme.example', 'a character that the pattern does not take'],
  ])('that the API’s pattern refuses %s, and why', async (email, why) => {
    await land()
    await track({ email })
    expect(find('email-refused')).toMatchObject({
      level: 'warn',
      text: expect.stringContaining(why),
      remedy: expect.stringContaining('type="email"'),
    })
  })

  test('that its values were cut', async () => {
    await land()
    await track({ properties: { text: 'x'.repeat(40_000) } })
    expect(codes()).toContain('values-cut')
  })

  test('that its key is wrong', async () => {
    await land({ 'data-publishable-key': 'pk_wrong' })
    await track({ email: EMAIL })
    expect(find('key-refused')).toMatchObject({
      level: 'warn',
      text: expect.stringMatching(/pk_wrong \(401, invalid_publishable_key/),
      remedy: expect.stringContaining("campaign's key"),
    })
    expect(codes()).toContain('next-page')
  })

  test('that the page’s origin is not on the list, with the origin to add', async () => {
    define(self, 'origin', { get: () => location.origin })
    sandbox.store.updateCampaign('demo', { allowedOrigins: ['https://elsewhere.test'] })
    await land()
    await track({ email: EMAIL })
    expect(find('origin-refused')).toMatchObject({
      level: 'warn',
      remedy: expect.stringContaining("Add https://www.shop.test to the campaign's allowed origins"),
    })
  })

  test('that the API knows no such click', async () => {
    await visit(`${SHOP}?irw_id=made_up`)
    await track({ email: EMAIL })
    expect(find('ignored')?.remedy).toContain('Follow a partner link of the campaign')
  })

  test('when it is tried again, and why', async () => {
    sandbox.faults.add({ on: 'post', times: 1, kind: 'status', status: 503 })
    await land()
    await track({ email: EMAIL })
    expect(find('tried-again')?.text).toMatch(
      /^The answer was 503: tried again in [12] s: the conversion of lead@acme\.example$/,
    )
    expect(affiliate().debug?.().outbox).toEqual([
      { body: expect.objectContaining({ email: EMAIL }), madeAt: expect.any(String), dueAt: expect.any(String) },
    ])
    await elapse(3_000)
    expect(codes().at(-1)).toBe('recorded')
    expect(affiliate().debug?.().outbox).toEqual([])
  })

  test('that the host cannot be reached', async () => {
    await land()
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    await track({ email: EMAIL })
    await elapse(1_000)
    expect(find('unreachable')).toMatchObject({
      level: 'warn',
      text: expect.stringContaining(`${API} cannot be reached (Failed to fetch)`),
      remedy: expect.stringContaining('api-host'),
    })
  })

  test.each([
    ["connect-src 'self'", 'Add https://api.introw.io to connect-src, '],
    ["default-src 'self' https://cdn.test; script-src *", "connect-src 'self' https://cdn.test https://api.introw.io"],
    ["default-src 'none'", 'requests: connect-src https://api.introw.io'],
    ["script-src *; connect-src 'none'", 'Add https://api.introw.io to connect-src, '],
  ])('that the policy %s blocks it, and what to add', async (originalPolicy, remedy) => {
    await land()
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    await track({ email: EMAIL })
    violate({ originalPolicy })
    await elapse(1_000)
    expect(find('policy-blocked')).toMatchObject({ level: 'warn', remedy: expect.stringContaining(remedy) })
    expect(codes()).not.toContain('unreachable')
  })

  test('nothing of a policy that only reports, or blocks something else', async () => {
    await land()
    for (const more of [
      { disposition: 'report' },
      { blockedURI: 'https://other.test/' },
      { effectiveDirective: 'img-src' },
    ])
      violate(more)
    expect(codes()).not.toContain('policy-blocked')
  })

  test('nothing of a policy, and without an error, where the host is no address', async () => {
    const errors: unknown[] = []
    const onError = (event: Event) => void errors.push(event)
    await land({ ...TAG, 'data-api-host': 'https://api.acme.test:99999' })
    window.addEventListener('error', onError)
    expect(() => violate({ blockedURI: 'https://other.test/' })).not.toThrow()
    expect(errors).toEqual([])
    expect(codes()).not.toContain('policy-blocked')
  })

  test.each([
    ['timed-out', () => Promise.reject(new DOMException('signal timed out', 'TimeoutError')), API],
    ['mixed-content', () => Promise.reject(new TypeError('Failed to fetch')), 'http://api.introw.test'],
  ])('why there was no answer: %s', async (code, fetch, host) => {
    await land({ ...TAG, 'data-api-host': host })
    vi.stubGlobal('fetch', fetch)
    await track({ email: EMAIL })
    await elapse(1_000)
    expect(find(code)).toMatchObject({ level: 'warn' })
    expect(codes()).not.toContain('unreachable')
  })

  test('that the browser is offline', async () => {
    await land()
    page.goOnline(false)
    void track({ email: EMAIL })
    expect(find('offline')?.text).toContain(EMAIL)
  })

  test('that the API will never take it', async () => {
    sandbox.faults.add({ on: 'post', times: 1, kind: 'status', status: 422 })
    await land()
    await track({ email: EMAIL })
    expect(find('rejected')).toMatchObject({ level: 'warn', text: expect.stringContaining('given up') })
  })

  test('that a sandboxed frame has no origin to add', async () => {
    define(self, 'origin', { get: () => 'null' })
    sandbox.store.updateCampaign('demo', { allowedOrigins: ['https://elsewhere.test'] })
    await land()
    await track({ email: EMAIL })
    define(self, 'origin', { get: () => location.origin })
    expect(find('origin-null')?.remedy).toContain('allow-same-origin')
  })

  test('that a page from disk has none either, and no frame that could be mended', async () => {
    define(self, 'origin', { get: () => 'null' })
    sandbox.store.updateCampaign('demo', { allowedOrigins: ['https://elsewhere.test'] })
    define(document, 'cookie', { get: () => '', set: () => {} })
    await visit(`file:///home/ada/index.html?irw_id=${await backend.click()}`, { tag: TAG })
    await elapse(3_000)
    await track({ email: EMAIL })
    define(self, 'origin', { get: () => location.origin })
    expect(find('origin-null')).toMatchObject({
      text: expect.stringContaining('file: pages have none'),
      remedy: expect.stringContaining('Serve the page by http'),
    })
    expect(find('cookie-refused')).toMatchObject({
      text: expect.stringContaining('file: pages have no cookies'),
      remedy: 'Serve the page by http or https.',
    })
    expect(lines.join()).not.toContain('sandboxed')
  })

  test('that an answer is not the API’s', async () => {
    await land()
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('<h1>Welcome</h1>')))
    await track({ email: EMAIL })
    expect(find('no-answer')?.remedy).toContain('proxy')
  })

  test('that it has waited too long', async () => {
    await land({})
    void track({ email: EMAIL })
    sleep(8 * DAY_MS)
    await visit(SHOP)
    await elapse(3_000)
    expect(find('too-old')?.text).toContain(EMAIL)
  })

  test('that too many wait', async () => {
    await land({})
    for (let nth = 0; nth <= 20; nth += 1) void track({ email: `lead${nth}@acme.example` })
    expect(find('over-cap')?.text).toContain('lead20@acme.example')
  })
})

describe('of HubSpot it tells', () => {
  test('which form counts', async () => {
    await land()
    submitForm(FORM)
    expect(find('form-held')?.text).toContain(`the HubSpot form ${FORM}: it counts`)
    expect(affiliate().debug?.().outbox).toMatchObject([{ heldForForm: FORM }])
    await elapse(2_000)
    expect(find('recorded')?.text).toContain(`of ${EMAIL} by the HubSpot form ${FORM}`)
  })

  test('which does not, and by which setting', async () => {
    await land({ ...TAG, 'data-hubspot': NEWSLETTER })
    submitForm(FORM)
    expect(find('form-uncounted')?.text).toContain(`(hubspot="${NEWSLETTER}")`)
  })

  test('that there is no click for it', async () => {
    await visit(SHOP)
    submitForm(FORM)
    expect(codes()).toContain('form-no-click')
  })

  test('who was not believed, and why', async () => {
    await land()
    submitForm(FORM, EMAIL, 'https://evil.test')
    expect(find('form-unbelieved')).toMatchObject({
      level: 'warn',
      text: expect.stringContaining('from https://evil.test'),
    })
  })

  test('that track() came in time, and competes with nothing', async () => {
    await land()
    submitForm(FORM)
    void track({ email: EMAIL, properties: { plan: 'pro' } })
    await elapse(3_000)
    expect(codes()).toContain('form-replaced')
    expect(codes().filter((code) => code.startsWith('rivals'))).toEqual([])
  })

  test('that track() came too late', async () => {
    await land()
    submitForm(FORM)
    await elapse(2_000)
    void track({ email: EMAIL, properties: { plan: 'pro' } })
    expect(find('rivals-form-first')).toMatchObject({
      level: 'warn',
      text: expect.stringContaining('The first accepted conversion of a click is final'),
      remedy: expect.stringContaining('data-hubspot="off"'),
    })
  })

  test('that a form comes after track()', async () => {
    await land()
    await track({ email: EMAIL })
    submitForm(FORM)
    expect(codes()).toContain('rivals-track-first')
  })

  test('that two forms compete', async () => {
    await land()
    submitForm(NEWSLETTER)
    await elapse(2_000)
    submitForm(FORM)
    expect(find('rivals-forms')).toMatchObject({
      level: 'warn',
      text: expect.stringMatching(new RegExp(`${NEWSLETTER}.*${FORM}`)),
      remedy: expect.stringContaining('data-hubspot="<form id>"'),
    })
    await settle()
  })
})

test('every code of the table was told in one of these tests', async () => {
  const { WORDS } = await import('../../src/debug/words')
  // Told by a script that the page's instance does not belong to.
  told.add('other-build')
  expect(Object.keys(WORDS).filter((code) => !told.has(code))).toEqual([])
})
