// @vitest-environment happy-dom
// Longer than 200 lines: one chapter of the specification, to be read from top to bottom.
import { beforeEach, describe, expect, test } from 'vitest'
import type { ConversionResult } from '../../src/types'
import { KEY, useBackend } from '../support/unit/backend'
import {
  arrive,
  cookieOn,
  cookieWrites,
  define,
  load,
  newVisitor,
  setCookie,
  visit,
  type VisitOptions,
  watchStorage,
} from '../support/unit/page'
import { DAY_MS, elapse, settle, sleep } from '../support/unit/time'

const SHOP = 'https://www.shop.test/'
const EMAIL = 'lead@acme.example'
const REQUIRED = { tag: { 'data-publishable-key': KEY, 'data-consent': 'required' } }
const NOTHING = { conversionId: null, formSubmissionId: null }

const backend = useBackend()
const { sandbox, calls } = backend
beforeEach(() => newVisitor(backend))

const landing = async () => `${SHOP}?irw_id=${await backend.click()}`
const open = (url: string, options: VisitOptions = {}) => visit(url, { ...REQUIRED, ...options })

async function expectNothingKept(): Promise<void> {
  await settle()
  expect(document.cookie).toBe('')
  expect([localStorage.length, sessionStorage.length]).toEqual([0, 0])
}

function prerender(): () => void {
  define(document, 'prerendering', { get: () => true })
  return () => {
    Reflect.deleteProperty(document, 'prerendering')
    document.dispatchEvent(new Event('prerenderingchange'))
  }
}

describe('while consent is undecided', () => {
  test('nothing is stored, read or sent, and the URL keeps its parameter', async () => {
    const storageCalls = watchStorage()
    const url = await landing()
    const page = await open(url)
    void page.track({ email: EMAIL })
    page.ready(() => {})
    await elapse(60_000)
    expect(storageCalls).toEqual([])
    expect(cookieWrites).toEqual([])
    expect(calls).toEqual([])
    expect(location.href).toBe(url)
    expect(page.getClickId()).toBeNull()
  })

  test('track() is queued as undecided after 3 seconds', async () => {
    const page = await open(await landing())
    let result: ConversionResult | undefined
    void page.track().then((value) => (result = value))
    await elapse(2_999)
    expect(result).toBeUndefined()
    await elapse(1)
    expect(result).toEqual({ status: 'queued', ...NOTHING, reason: 'undecided' })
  })

  test('an earlier cookie is an earlier grant', async () => {
    const page = await open(await landing())
    page.consent(true)
    const id = page.getClickId()
    const next = await open(SHOP)
    expect(next.getClickId()).toBe(id)
    void next.track({ email: EMAIL })
    await settle()
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test("a cookie that the merchant's server set is an earlier grant", async () => {
    await arrive(SHOP)
    setCookie('_introw_aff=a; path=/')
    expect((await open(SHOP)).getClickId()).toBe('a')
  })

  test('an earlier grant serves a new click', async () => {
    ;(await open(await landing())).consent(true)
    const click = await backend.click()
    await open(`${SHOP}?irw_id=${click}`)
    expect(cookieOn(SHOP)).toBe(click)
  })
})

describe('consent(true)', () => {
  test('keeps the click, sends what waited, and cleans the address bar', async () => {
    const url = await landing()
    const page = await open(url)
    const result = page.track({ email: EMAIL, properties: { plan: 'pro' } })
    await elapse(1_000)
    page.consent(true)
    expect(`${SHOP}?irw_id=${page.getClickId()}`).toBe(url)
    await elapse(3_000)
    expect((await result).status).toBe('recorded')
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL, properties: { plan: 'pro' } }])
    expect(location.href).toBe(SHOP)
  })

  test('keeps the click in the task of the call', async () => {
    const page = await open(await landing(), { isLoading: true })
    page.consent(true)
    expect(document.cookie).toContain('_introw_aff=')
  })

  test('sends what waited longer than its promise', async () => {
    const page = await open(await landing())
    const result = page.track({ email: EMAIL })
    await elapse(60_000)
    page.consent(true)
    await settle()
    expect((await result).status).toBe('queued')
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('late gives track() no more than its 3 seconds', async () => {
    sandbox.faults.add({ on: 'post', times: 1, kind: 'silence' })
    const page = await open(await landing())
    let result: ConversionResult | undefined
    void page.track({ email: EMAIL }).then((value) => (result = value))
    await elapse(2_500)
    page.consent(true)
    await elapse(499)
    expect([calls.length, result]).toEqual([1, undefined])
    await elapse(1)
    expect(result).toEqual({ status: 'queued', ...NOTHING, reason: 'undecided' })
  })

  test('sends what waited in the order of the calls', async () => {
    const page = await open(await landing())
    for (const n of [1, 2, 3]) void page.track({ properties: { n } })
    page.consent(true)
    await settle()
    expect(calls.map(({ body }) => body.properties?.n)).toEqual([1, 2, 3])
  })

  test('sends what the page passed at the time of the call', async () => {
    const page = await open(await landing())
    const conversion = { email: EMAIL, properties: { plan: 'pro' }, publishableKey: 'pk_call' }
    void page.track(conversion)
    conversion.email = 'changed@acme.example'
    conversion.properties.plan = 'changed'
    conversion.publishableKey = 'pk_changed'
    page.consent(true)
    await settle()
    expect(calls[0]?.body).toMatchObject({ email: EMAIL, properties: { plan: 'pro' } })
    expect(calls[0]?.headers.get('x-introw-publishable-key')).toBe('pk_call')
  })

  test('on the second page takes the click from the page before', async () => {
    const url = await landing()
    await open(url)
    const page = await open(`${SHOP}pricing`, { referrer: url })
    page.consent(true)
    expect(`${SHOP}?irw_id=${page.getClickId()}`).toBe(url)
  })

  test.each([
    'https://app.shop.test/?irw_id=a',
    'https://www.shop.test.evil.test/?irw_id=a',
    'http://www.shop.test/?irw_id=a',
    '',
  ])('takes no click from a page of another origin: %s', async (referrer) => {
    const page = await open(`${SHOP}pricing`, { referrer })
    page.consent(true)
    expect(page.getClickId()).toBeNull()
  })

  test('without a click keeps nothing', async () => {
    const page = await open(SHOP)
    page.consent(true)
    await elapse(10_000)
    await expectNothingKept()
    expect(await page.track()).toEqual({ status: 'ignored', ...NOTHING, reason: 'no-click' })
  })

  test('twice does what one call does', async () => {
    const page = await open(await landing())
    void page.track({ email: EMAIL })
    page.consent(true)
    page.consent(true)
    await settle()
    expect(calls).toHaveLength(1)
    expect(cookieWrites.filter((write) => write.includes('domain=shop.test'))).toHaveLength(1)
  })

  test('before load cleans the address bar no earlier than an idle moment after it', async () => {
    const page = await open(await landing(), { isLoading: true })
    page.consent(true)
    await elapse(10_000)
    expect(location.search).not.toBe('')
    load()
    await elapse(2_000)
    expect(location.search).toBe('')
  })
})

describe('consent(false)', () => {
  test('deletes cookie, record and outbox, and settles what waited', async () => {
    sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'status', status: 500 })
    const page = await visit(await landing())
    void page.track({ email: EMAIL })
    await settle()
    page.consent(false)
    await expectNothingKept()
    expect(page.getClickId()).toBeNull()
    calls.length = 0
    await elapse(3_600_000)
    expect(calls).toEqual([])
    await expectNothingKept()
  })

  test('ignores conversions that waited for the decision', async () => {
    const page = await open(await landing())
    const result = page.track({ email: EMAIL })
    page.consent(false)
    expect(await result).toEqual({ status: 'ignored', ...NOTHING, reason: 'no-consent' })
    await elapse(10_000)
    expect(calls).toEqual([])
  })

  test('ignores conversions that come after it', async () => {
    const page = await visit(await landing())
    page.consent(false)
    expect(await page.track({ email: EMAIL })).toEqual({ status: 'ignored', ...NOTHING, reason: 'no-consent' })
    expect(calls).toEqual([])
  })

  test('deletes a cookie on every domain that may hold it', async () => {
    await arrive(SHOP)
    setCookie('_introw_aff=a; path=/; domain=shop.test')
    setCookie('_introw_aff=b; path=/')
    ;(await visit(SHOP)).consent(false)
    expect(document.cookie).toBe('')
  })

  test('leaves the URL its parameter', async () => {
    const url = await landing()
    ;(await open(url)).consent(false)
    await elapse(10_000)
    expect(location.href).toBe(url)
  })

  test('followed by a yes on the same page loses no click: platforms say no before the visitor has decided', async () => {
    const url = await landing()
    const page = await open(url)
    page.consent(false)
    await elapse(5_000)
    await expectNothingKept()
    page.consent(true)
    expect(`${SHOP}?irw_id=${page.getClickId()}`).toBe(url)
    void page.track({ email: EMAIL })
    await elapse(5_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
    expect(location.href).toBe(SHOP)
  })

  test('after a yes, and a yes again, keeps the landing page’s click', async () => {
    const url = await landing()
    const page = await open(url)
    for (const granted of [true, false, true]) page.consent(granted)
    await elapse(5_000)
    expect(`${SHOP}?irw_id=${page.getClickId()}`).toBe(url)
  })

  test('is not the last word on a conversion that is tracked again after a yes', async () => {
    sandbox.faults.add({ on: 'post', times: 1, kind: 'silence' })
    const page = await open(await landing())
    page.consent(true)
    const before = page.track({ email: EMAIL })
    await settle()
    page.consent(false)
    expect(await before).toMatchObject({ status: 'ignored', reason: 'no-consent' })
    page.consent(true)
    const result = page.track({ email: EMAIL })
    await elapse(3_000)
    expect((await result).status).toBe('recorded')
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test.each([REQUIRED, {}])(
    'followed by a yes loses no click that only the navigation entry knows, though an older one has a cookie: %j',
    async (options) => {
      ;(await visit(await landing(), options)).consent(true)
      await elapse(5_000)
      const newer = await backend.click()
      const page = await visit(`${SHOP}two`, { ...options, navigation: `${SHOP}?irw_id=${newer}` })
      page.consent(false)
      page.consent(true)
      expect(page.getClickId()).toBe(newer)
    },
  )

  test.each([REQUIRED, {}])('on a later page is not undone by Back to the landing page: %j', async (options) => {
    ;(await visit(await landing(), options)).consent(true)
    await elapse(5_000)
    const later = await visit(`${SHOP}two`, {
      ...options,
      isBeside: true,
      before: () => Reflect.deleteProperty(window, 'introw'),
    })
    later.consent(false)
    await expectNothingKept()
    window.dispatchEvent(new Event('pageshow'))
    await elapse(5_000)
    await expectNothingKept()
  })

  test('is forgotten by the next page, which has no cookie to remember it by', async () => {
    ;(await open(await landing())).consent(false)
    const page = await open(SHOP)
    const result = page.track()
    await elapse(3_000)
    expect(await result).toMatchObject({ reason: 'undecided' })
  })

  test('on a page without anything of ours writes nothing', async () => {
    ;(await open(SHOP)).consent(false)
    await elapse(10_000)
    expect(cookieWrites).toEqual([])
    await expectNothingKept()
  })

  test('where consent is granted by default works all the same', async () => {
    const page = await visit(await landing())
    page.consent(false)
    await elapse(10_000)
    await expectNothingKept()
  })
})

describe('a decision', () => {
  test.each([undefined, null, 0, '', 'yes', 1, {}])('that is not true is a no: %j', async (granted) => {
    const page = await open(await landing())
    page.consent(granted as unknown as boolean)
    await elapse(5_000)
    await expectNothingKept()
  })

  test('is remembered for the whole of the 90 days', async () => {
    ;(await open(await landing())).consent(true)
    sleep(89 * DAY_MS)
    expect((await open(SHOP)).getClickId()).not.toBeNull()
    newVisitor(backend)
    ;(await open(await landing())).consent(true)
    sleep(91 * DAY_MS)
    expect((await open(SHOP)).getClickId()).toBeNull()
  })
})

describe('a prerendering page', () => {
  test('is undecided until it is shown', async () => {
    const url = await landing()
    let show = () => {}
    const page = await visit(url, { before: () => (show = prerender()) })
    const result = page.track({ email: EMAIL })
    await elapse(2_000)
    expect(page.getClickId()).toBeNull()
    expect(calls).toEqual([])
    expect(location.href).toBe(url)
    await expectNothingKept()
    show()
    expect(document.cookie).toContain('_introw_aff=')
    await elapse(1_000)
    expect((await result).status).toBe('recorded')
    await elapse(2_000)
    expect(location.href).toBe(SHOP)
  })

  test('sends nothing of the outbox until it is shown', async () => {
    sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'drop' })
    void (await visit(await landing())).track({ email: EMAIL })
    await settle()
    sandbox.faults.clear()
    sleep(DAY_MS)
    calls.length = 0
    let show = () => {}
    await visit(SHOP, { before: () => (show = prerender()) })
    await elapse(30_000)
    expect(calls).toEqual([])
    show()
    await elapse(1_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('that asks for consent stays undecided when it is shown', async () => {
    let show = () => {}
    const page = await open(await landing(), { before: () => (show = prerender()) })
    show()
    await elapse(5_000)
    await expectNothingKept()
    page.consent(true)
    expect(page.getClickId()).not.toBeNull()
  })

  test('takes a decision, and acts on it when it is shown', async () => {
    let show = () => {}
    const page = await open(await landing(), { before: () => (show = prerender()) })
    page.consent(true)
    await elapse(5_000)
    await expectNothingKept()
    show()
    expect(page.getClickId()).not.toBeNull()
  })
})
