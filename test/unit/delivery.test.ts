// @vitest-environment happy-dom
// Longer than 200 lines: one chapter of the specification, to be read from top to bottom.
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { judge } from '../../src/conversion/api'
import type { Affiliate, ConversionResult } from '../../src/types'
import { violations } from '../support/contract'
import { API, KEY, useBackend } from '../support/unit/backend'
import {
  cookieOn,
  define,
  goOnline,
  hide,
  leave,
  newVisitor,
  refuseStorage,
  visit,
  type VisitOptions,
} from '../support/unit/page'
import { DAY_MS, elapse, settle, sleep } from '../support/unit/time'

const SHOP = 'https://www.shop.test/'
const STORAGE_KEY = '_introw_aff'
const EMAIL = 'lead@acme.example'

const backend = useBackend()
const { sandbox, calls } = backend
beforeEach(() => newVisitor(backend))

const land = async (options?: VisitOptions) => visit(`${SHOP}?irw_id=${await backend.click()}`, options)
const stored = (): { b: string; n: number; k?: string }[] =>
  JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{"o":[]}').o
const outcomes = () => sandbox.store.requests.map(({ outcome }) => outcome)
const postFault = (fault: object) =>
  sandbox.faults.add({ on: 'post', times: 1, ...fault } as Parameters<typeof sandbox.faults.add>[0])
const until = <T>(promise: Promise<T>) => {
  const box: { value?: T } = {}
  void promise.then((value) => (box.value = value))
  return box
}

/** The promise's value, which must be there by now. */
async function now<T>(promise: Promise<T>): Promise<T> {
  const box = until(promise)
  await settle()
  if (!('value' in box)) throw new Error('The promise is still open.')
  return box.value as T
}

describe('the request', () => {
  test('is what the contract asks for', async () => {
    const page = await land()
    void page.track({ email: EMAIL, properties: { plan: 'pro' } })
    const [call] = calls
    expect(call?.url).toBe(`${API}/api/v1/affiliate/conversions`)
    expect(call?.init).toMatchObject({ method: 'POST', keepalive: true, credentials: 'omit' })
    expect(call?.init.headers).toEqual({ 'Content-Type': 'application/json', 'x-introw-publishable-key': KEY })
    expect(call?.body).toEqual({ clickId: page.getClickId(), email: EMAIL, properties: { plan: 'pro' } })
    expect(violations('AffiliateConversionRequest', call?.body)).toEqual([])
  })

  test('leaves in the task of the call, when its conversion is stored already', async () => {
    const page = await land()
    let storedBefore = ''
    vi.stubGlobal('fetch', () => {
      storedBefore = localStorage.getItem(STORAGE_KEY) ?? ''
      return new Promise(() => {})
    })
    void page.track({ email: EMAIL })
    expect(storedBefore).toContain(EMAIL)
  })

  test("bears the call's own key, for that call alone", async () => {
    const page = await land()
    await now(page.track({ publishableKey: 'pk_call' }))
    void page.track({ properties: { second: true } })
    expect(calls.map(({ headers }) => headers.get('x-introw-publishable-key'))).toEqual(['pk_call', KEY])
    expect(calls[0]?.body).not.toHaveProperty('publishableKey')
  })

  test.each(['', 'with space', 'schlüssel', 'x'.repeat(129), null, {}])(
    "bears the page's key where the call's is none: %o",
    async (publishableKey) => {
      const page = await land()
      void page.track({ publishableKey: publishableKey as string })
      expect(calls[0]?.headers.get('x-introw-publishable-key')).toBe(KEY)
    },
  )
})

describe('the result is', () => {
  test('recorded, with the ids of the API', async () => {
    const result = await now((await land()).track({ email: EMAIL }))
    const { id, formSubmissionId } = sandbox.store.conversions[0] ?? {}
    expect(result).toEqual({ status: 'recorded', conversionId: id, formSubmissionId })
    expect(stored()).toEqual([])
  })

  test('duplicate for a click that was converted before', async () => {
    const page = await land()
    await now(page.track({ properties: { n: 1 } }))
    expect(await now(page.track({ properties: { n: 2 } }))).toEqual({
      status: 'duplicate',
      conversionId: null,
      formSubmissionId: null,
    })
    expect(stored()).toEqual([])
  })

  test('ignored by the API for a click that it does not know', async () => {
    const page = await visit(`${SHOP}?irw_id=forged`)
    expect(await now(page.track())).toEqual({
      status: 'ignored',
      conversionId: null,
      formSubmissionId: null,
      reason: 'api',
    })
    expect(stored()).toEqual([])
  })

  test('ignored without a click, without a request and without a trace', async () => {
    const page = await visit(SHOP)
    expect(await now(page.track({ email: EMAIL }))).toEqual({
      status: 'ignored',
      conversionId: null,
      formSubmissionId: null,
      reason: 'no-click',
    })
    expect(calls).toEqual([])
    expect(localStorage.length).toBe(0)
  })

  test.each([400, 422])('rejected on a %d, which is not kept', async (status) => {
    postFault({ kind: 'status', status })
    const result = await now((await land()).track({ email: EMAIL }))
    expect(result).toMatchObject({
      status: 'rejected',
      conversionId: null,
      formSubmissionId: null,
      error: { code: expect.any(String), message: expect.any(String) },
    })
    expect(stored()).toEqual([])
    await elapse(60_000)
    expect(calls).toHaveLength(1)
  })

  test('rejected with http-<status> where the API gave no code', async () => {
    postFault({ kind: 'status', status: 422, body: '<h1>no</h1>' })
    expect(await now((await land()).track())).toMatchObject({
      status: 'rejected',
      error: { code: 'http-422', message: expect.any(String) },
    })
  })

  test.each([408, 429, 500, 502, 503, 404, 410])('queued on a %d, kept, and sent again', async (status) => {
    postFault({ kind: 'status', status })
    const result = await now((await land()).track({ email: EMAIL }))
    expect(result).toEqual({ status: 'queued', conversionId: null, formSubmissionId: null, reason: `http-${status}` })
    expect(stored()).toHaveLength(1)
    await elapse(3_600_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
    expect(stored()).toEqual([])
  })

  test.each([
    ['half of JSON', { kind: 'garbage' }],
    ['HTML', { kind: 'status', status: 200, body: '<h1>proxy</h1>' }],
    ['nothing', { kind: 'status', status: 204 }],
    ['null', { kind: 'status', status: 200, body: 'null' }],
    [
      'another status',
      { kind: 'status', status: 200, body: '{"status":"ok","conversionId":null,"formSubmissionId":null}' },
    ],
    ['no ids', { kind: 'status', status: 200, body: '{"status":"recorded"}' }],
    [
      'ids that are no text',
      { kind: 'status', status: 201, body: '{"status":"recorded","conversionId":1,"formSubmissionId":{}}' },
    ],
  ])("queued on an answer that is not the contract's: %s", async (_what, fault) => {
    postFault(fault)
    const result = await now((await land()).track({ email: EMAIL }))
    expect(result.status).toBe('queued')
    expect(stored()).toHaveLength(1)
    await elapse(10_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test("queued with its status where a 200 is not the contract's", async () => {
    postFault({ kind: 'garbage' })
    expect(await now((await land()).track())).toMatchObject({ status: 'queued', reason: 'http-200' })
  })

  test.each([401, 403])('queued with its status on a %d, and with the error', async (status) => {
    postFault({ kind: 'status', status })
    const result = await now((await land()).track({ email: EMAIL }))
    expect(result).toMatchObject({
      status: 'queued',
      conversionId: null,
      formSubmissionId: null,
      reason: `http-${status}`,
      error: { code: expect.any(String), message: expect.any(String) },
    })
    expect(stored()).toHaveLength(1)
  })

  test('queued without a key, and sent when a page has one', async () => {
    const page = await land({ tag: {} })
    expect(await now(page.track({ email: EMAIL }))).toEqual({
      status: 'queued',
      conversionId: null,
      formSubmissionId: null,
      reason: 'no-key',
    })
    await elapse(60_000)
    expect(calls).toEqual([])
    await visit(SHOP)
    await elapse(5_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('queued offline', async () => {
    const page = await land()
    goOnline(false)
    const result = page.track({ email: EMAIL })
    await elapse(3_000)
    expect(await now(result)).toMatchObject({ status: 'queued', reason: 'waiting' })
    expect(calls).toEqual([])
    goOnline(true)
    await elapse(1_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('queued after 3 seconds without an answer', async () => {
    postFault({ kind: 'delay', delayMs: 5_000 })
    const result = until((await land()).track({ email: EMAIL }))
    await elapse(2_999)
    expect(result.value).toBeUndefined()
    await elapse(1)
    expect(result.value).toEqual({ status: 'queued', conversionId: null, formSubmissionId: null, reason: 'waiting' })
    await elapse(5_000)
    expect(outcomes()).toEqual(['recorded'])
    expect(stored()).toEqual([])
    expect(result.value?.status).toBe('queued')
  })

  test('never a rejection: fetch missing, fetch throwing at once, fetch answering nonsense', async () => {
    for (const fetch of [
      undefined,
      () => {
        throw new Error('patched')
      },
      () => undefined,
      () => Promise.resolve({}),
      () => Promise.reject(undefined),
    ]) {
      newVisitor(backend)
      const page = await land()
      vi.stubGlobal('fetch', fetch)
      const result = page.track({ email: EMAIL })
      await elapse(3_000)
      expect((await now(result)).status).toBe('queued')
      expect(stored()).toHaveLength(1)
    }
  })

  test('there for every careless call', async () => {
    const page = await land()
    const careless: unknown[] = [
      null,
      0,
      '',
      'email',
      [],
      () => 1,
      Symbol('s'),
      1n,
      { email: {} },
      { properties: null },
      { properties: 'x' },
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('no')
          },
        },
      ),
      { properties: { replace: 'x' } },
      { publishableKey: Symbol('s') },
    ]
    for (const [index, conversion] of careless.entries()) {
      const result = await now(page.track(conversion as { email: string }))
      expect(['recorded', 'duplicate'], `careless call ${index}`).toContain(result.status)
    }
  })
})

describe('trying again', () => {
  test('backs off, at most 5 POSTs in one page load, and another 5 in the next', async () => {
    sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'status', status: 500 })
    const page = await land()
    void page.track({ email: EMAIL })
    await elapse(2 * 3_600_000)
    const gaps = calls.slice(1).map(({ at }, index) => at - (calls[index]?.at ?? 0))
    expect(calls).toHaveLength(5)
    gaps.forEach((gap, index) => {
      expect(gap).toBeGreaterThanOrEqual(1e3 * 4 ** index)
      expect(gap).toBeLessThanOrEqual(2e3 * 4 ** index)
    })
    await visit(SHOP)
    await elapse(4 * 3_600_000)
    expect(calls).toHaveLength(10)
    expect(stored()).toHaveLength(1)
    sandbox.faults.clear()
    await visit(SHOP)
    await elapse(4 * 3_600_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('is once a page load after a 403, until the merchant mends the allow-list', async () => {
    sandbox.store.updateCampaign('demo', { allowedOrigins: ['https://elsewhere.test'] })
    void (await land()).track({ email: EMAIL })
    await elapse(3_600_000)
    expect(calls).toHaveLength(1)
    await visit(SHOP)
    await elapse(3_600_000)
    expect(calls).toHaveLength(2)
    sandbox.store.updateCampaign('demo', { allowedOrigins: ['https://www.shop.test'] })
    await visit(SHOP)
    await elapse(3_600_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('is once a page load after a 401, and uses the key of the mended tag', async () => {
    void (await land({ tag: { 'data-publishable-key': 'pk_wrong' } })).track({ email: EMAIL })
    await elapse(3_600_000)
    expect(calls).toHaveLength(1)
    expect(stored()[0]).not.toHaveProperty('k')
    await visit(SHOP)
    await elapse(3_600_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('keeps the key that its call gave', async () => {
    postFault({ kind: 'status', status: 500 })
    void (await land({ tag: { 'data-publishable-key': 'pk_wrong' } })).track({ email: EMAIL, publishableKey: KEY })
    await settle()
    await visit(SHOP, { tag: { 'data-publishable-key': 'pk_wrong' } })
    await elapse(10_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('ends the same way after a 403 without CORS headers', async () => {
    postFault({ kind: 'status', status: 403, cors: false, times: 5 })
    expect(await now((await land()).track({ email: EMAIL }))).toMatchObject({ status: 'queued', reason: 'network' })
    await elapse(3_600_000)
    await visit(SHOP)
    await elapse(3_600_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('waits as long as Retry-After asks', async () => {
    postFault({ kind: 'status', status: 429, retryAfterSeconds: 120 })
    void (await land()).track({ email: EMAIL })
    await elapse(119_999)
    expect(calls).toHaveLength(1)
    await elapse(1)
    expect(outcomes()).toEqual(['fault', 'recorded'])
  })

  test('waits as long as Retry-After asks on a later page too', async () => {
    postFault({ kind: 'status', status: 503, retryAfterSeconds: 120 })
    void (await land()).track({ email: EMAIL })
    await settle()
    await visit(SHOP)
    await elapse(60_000)
    expect(calls).toHaveLength(1)
    await elapse(61_000)
    expect(outcomes()).toEqual(['fault', 'recorded'])
  })

  test.each(['drop', 'lost-answer'] as const)('follows a network error: %s', async (kind) => {
    postFault({ kind })
    expect(await now((await land()).track({ email: EMAIL }))).toMatchObject({ status: 'queued', reason: 'network' })
    await elapse(10_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
    expect(stored()).toEqual([])
  })

  test('goes without keepalive after a refusal, at once', async () => {
    backend.refusals = 1
    void (await land()).track({ email: EMAIL })
    await settle()
    expect(calls.map(({ init }) => init.keepalive)).toEqual([true, false])
    expect(calls[0]?.at).toBe(calls[1]?.at)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('follows 15 seconds of silence, with one request at a time', async () => {
    postFault({ kind: 'silence' })
    const page = await land()
    await elapse(1_000)
    void page.track({ email: EMAIL })
    await elapse(1_000)
    document.dispatchEvent(new Event('visibilitychange'))
    await elapse(13_999)
    expect(calls).toHaveLength(1)
    await elapse(60_000)
    expect(outcomes()).toEqual(['fault', 'recorded'])
  })

  test('waits for an attempt that ends some seconds late, as in a busy browser', async () => {
    const page = await land()
    let posts = 0
    vi.stubGlobal('fetch', () => {
      posts += 1
      return new Promise((_, reject) => setTimeout(reject, 19_000, new DOMException('Late', 'TimeoutError')))
    })
    void page.track({ email: EMAIL })
    await elapse(18_900)
    expect(posts).toBe(1)
    await elapse(1_000)
    expect(posts).toBe(2)
  })

  test('holds nobody up: a silent API delays no conversion of another click', async () => {
    postFault({ kind: 'silence' })
    void (await land()).track({ email: EMAIL })
    await settle()
    await now((await land()).track({ email: 'b@acme.example' }))
    expect(sandbox.store.conversions).toMatchObject([{ email: 'b@acme.example' }])
  })

  test('happens on `online`', async () => {
    const page = await land()
    goOnline(false)
    void page.track({ email: EMAIL })
    await elapse(600_000)
    expect(calls).toEqual([])
    goOnline(true)
    await settle()
    expect(outcomes()).toEqual(['recorded'])
  })

  test('happens when the page is shown again', async () => {
    postFault({ kind: 'status', status: 500 })
    void (await land()).track({ email: EMAIL })
    await settle()
    // Frozen in the back/forward cache: no timer runs.
    sleep(60_000)
    window.dispatchEvent(new Event('pageshow'))
    await settle()
    expect(outcomes()).toEqual(['fault', 'recorded'])
  })

  test('happens on a later page of the origin, which needs no click of its own', async () => {
    sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'drop' })
    void (await land()).track({ email: EMAIL, properties: { plan: 'pro' } })
    await settle()
    sandbox.faults.clear()
    document.cookie = '_introw_aff=; path=/; domain=shop.test; expires=Thu, 01 Jan 1970 00:00:00 GMT'
    sleep(DAY_MS)
    await visit(SHOP)
    await elapse(5_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL, properties: { plan: 'pro' } }])
  })

  test('survives a visitor who leaves while the request is under way', async () => {
    postFault({ kind: 'lost-answer' })
    void (await land()).track({ email: EMAIL })
    hide()
    leave()
    await settle()
    await visit(SHOP)
    await elapse(20_000)
    expect(outcomes()).toEqual(['recorded', 'duplicate'])
    expect(stored()).toEqual([])
  })

  test('works in the page where storage is refused', async () => {
    postFault({ kind: 'status', status: 500 })
    const page = await land({ before: refuseStorage })
    expect((await now(page.track({ email: EMAIL }))).status).toBe('queued')
    await elapse(10_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })
})

describe('one conversion', () => {
  test('of the same click and body is one promise, one entry and one request while in flight', async () => {
    const page = await land()
    const first = page.track({ email: EMAIL })
    const second = page.track({ email: EMAIL })
    expect(second).toBe(first)
    expect(stored()).toHaveLength(1)
    expect((await now(second)).status).toBe('recorded')
    expect(calls).toHaveLength(1)
  })

  test('called again after its answer is sent again, and is a duplicate', async () => {
    const page = await land()
    await now(page.track({ email: EMAIL }))
    expect((await now(page.track({ email: EMAIL }))).status).toBe('duplicate')
  })

  test('of a reloaded thank-you page is one entry', async () => {
    sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'status', status: 503 })
    void (await land()).track({ email: EMAIL })
    await settle()
    void (await visit(SHOP)).track({ email: EMAIL })
    await settle()
    expect(stored()).toHaveLength(1)
  })

  test('called again while it waits to be tried is not sent before its time', async () => {
    postFault({ kind: 'status', status: 503, retryAfterSeconds: 60 })
    const page = await land()
    void page.track({ email: EMAIL })
    await settle()
    const again = page.track({ email: EMAIL })
    await elapse(3_000)
    expect((await now(again)).status).toBe('queued')
    expect(calls).toHaveLength(1)
  })
})

describe('two conversions', () => {
  test('of one click go out in the order of their calls', async () => {
    const page = await land()
    const results = [
      page.track({ properties: { n: 1 } }),
      page.track({ properties: { n: 2 } }),
      page.track({ properties: { n: 3 } }),
    ]
    expect(calls).toHaveLength(1)
    await settle()
    expect(calls.map(({ body }) => body.properties?.n)).toEqual([1, 2, 3])
    expect((await now(Promise.all(results))).map(({ status }) => status)).toEqual([
      'recorded',
      'duplicate',
      'duplicate',
    ])
  })

  test('of one click keep their order when the first has to be tried again', async () => {
    postFault({ kind: 'status', status: 500, times: 2 })
    const page = await land()
    void page.track({ properties: { n: 1 } })
    void page.track({ properties: { n: 2 } })
    await elapse(60_000)
    expect(sandbox.store.conversions).toMatchObject([{ properties: { n: 1 } }])
    expect(calls.map(({ body }) => body.properties?.n)).toEqual([1, 1, 1, 2])
  })

  test('of one click keep their order over pages', async () => {
    sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'drop' })
    const page = await land()
    void page.track({ properties: { n: 1 } })
    await settle()
    void page.track({ properties: { n: 2 } })
    await settle()
    sandbox.faults.clear()
    sleep(60_000)
    const next = await visit(SHOP)
    void next.track({ properties: { n: 3 } })
    await elapse(5_000)
    expect(sandbox.store.conversions).toMatchObject([{ properties: { n: 1 } }])
  })

  test('of two clicks do not wait for each other', async () => {
    postFault({ kind: 'delay', delayMs: 10_000 })
    void (await land()).track({ email: EMAIL })
    await settle()
    expect((await now((await land()).track({ email: 'b@acme.example' }))).status).toBe('recorded')
  })

  test('of one click do not wait for one that the merchant has to mend', async () => {
    const page = await land()
    void page.track({ properties: { n: 1 }, publishableKey: 'pk_wrong' })
    await settle()
    expect((await now(page.track({ properties: { n: 2 } }))).status).toBe('recorded')
  })
})

describe('the e-mail', () => {
  test('leaves storage with the answer', async () => {
    const page = await land()
    void page.track({ email: EMAIL })
    expect(localStorage.getItem(STORAGE_KEY)).toContain(EMAIL)
    await settle()
    expect(localStorage.getItem(STORAGE_KEY)).not.toContain(EMAIL)
  })

  test('leaves storage after 7 days, on a page without a click too', async () => {
    sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'drop' })
    void (await land()).track({ email: EMAIL })
    await settle()
    document.cookie = '_introw_aff=; path=/; domain=shop.test; expires=Thu, 01 Jan 1970 00:00:00 GMT'
    leave()
    sleep(7 * DAY_MS)
    calls.length = 0
    await visit(SHOP)
    await elapse(5_000)
    expect(localStorage.getItem(STORAGE_KEY)).not.toContain(EMAIL)
    expect(calls).toEqual([])
  })

  test('is still tried on the seventh day', async () => {
    sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'drop' })
    void (await land()).track({ email: EMAIL })
    await settle()
    leave()
    sandbox.faults.clear()
    sleep(7 * DAY_MS - 60_000)
    await visit(SHOP)
    await elapse(5_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('leaves storage with consent(false), and does not come back with a late answer', async () => {
    postFault({ kind: 'delay', delayMs: 5_000 })
    const page = await land()
    void page.track({ email: EMAIL })
    await settle()
    page.consent(false)
    expect(localStorage.getItem(STORAGE_KEY)).toBeNull()
    await elapse(10_000)
    expect(localStorage.getItem(STORAGE_KEY)).toBeNull()
  })

  test('leaves storage with consent(false), and does not come back with a late failure', async () => {
    postFault({ kind: 'silence' })
    const page = await land()
    void page.track({ email: EMAIL })
    await settle()
    page.consent(false)
    await elapse(60_000)
    expect(localStorage.getItem(STORAGE_KEY)).toBeNull()
    expect(calls).toHaveLength(1)
  })

  test('stays where another tab keeps it after consent(false) in this one, which sends nothing more by itself', async () => {
    postFault({ kind: 'status', status: 503 })
    const page = await land()
    void page.track({ email: EMAIL })
    await settle()
    const before = localStorage.getItem(STORAGE_KEY) as string
    page.consent(false)
    localStorage.setItem(STORAGE_KEY, before)
    await elapse(60_000)
    expect(calls).toHaveLength(1)
  })
})

describe('the outbox', () => {
  test('is not written by a page that changes nothing in it, which could undo what another tab has written since', async () => {
    postFault({ kind: 'silence' })
    void (await land()).track({ email: EMAIL })
    await settle()
    leave()
    // Any write would be without these spaces.
    const spaced = JSON.stringify(JSON.parse(localStorage.getItem(STORAGE_KEY) as string), null, 1)
    localStorage.setItem(STORAGE_KEY, spaced)
    await visit(SHOP)
    await elapse(5_000)
    expect([localStorage.getItem(STORAGE_KEY), calls.length]).toEqual([spaced, 1])
    await elapse(16_000)
    expect([localStorage.getItem(STORAGE_KEY) === spaced, calls.length]).toEqual([false, 2])
  })

  test.each([
    ['local', 'localStorage'],
    ['session', 'sessionStorage'],
    ['memory', undefined],
  ] as const)('"%s" waits in %s', async (outbox, area) => {
    postFault({ kind: 'status', status: 500 })
    const page = await land({ tag: { 'data-publishable-key': KEY, 'data-outbox': outbox } })
    void page.track({ email: EMAIL })
    for (const name of ['localStorage', 'sessionStorage'] as const) {
      expect((window[name].getItem(STORAGE_KEY) ?? '').includes(EMAIL)).toBe(name === area)
    }
    await elapse(10_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
    expect((sessionStorage.getItem(STORAGE_KEY) ?? '') + (localStorage.getItem(STORAGE_KEY) ?? '')).not.toContain(EMAIL)
  })

  test('"session" is deleted by consent(false)', async () => {
    postFault({ kind: 'status', status: 500 })
    const page = await land({ tag: { 'data-publishable-key': KEY, 'data-outbox': 'session' } })
    void page.track({ email: EMAIL })
    await settle()
    page.consent(false)
    expect([sessionStorage.length, localStorage.length]).toEqual([0, 0])
  })

  test('is read where Prototype.js has lists written as text', async () => {
    const toJSON = function (this: unknown[]) {
      return `[${this.map((item) => JSON.stringify(item)).join(', ')}]`
    }
    postFault({ kind: 'status', status: 503 })
    const page = await land()
    define(Array.prototype, 'toJSON', { value: toJSON })
    try {
      void page.track({ email: EMAIL })
      await elapse(10_000)
      expect(JSON.parse(localStorage.getItem(STORAGE_KEY) as string).s).toEqual(expect.any(String))
      const click = page.getClickId()
      await visit(`${SHOP}?irw_id=newer`)
      await visit(`${SHOP}?irw_id=${click}`)
      expect(document.cookie).toContain('newer')
    } finally {
      Reflect.deleteProperty(Array.prototype, 'toJSON')
    }
    expect(calls).toHaveLength(2)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('is memory where storage is full', async () => {
    const page = await land()
    const real = localStorage
    const full = {
      getItem: (name: string) => real.getItem(name),
      removeItem: (name: string) => real.removeItem(name),
      setItem: () => {
        throw new DOMException('Full', 'QuotaExceededError')
      },
    }
    define(window, 'localStorage', { get: () => full })
    postFault({ kind: 'status', status: 500 })
    expect((await now(page.track({ email: EMAIL }))).status).toBe('queued')
    await elapse(10_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })
})

describe('two tabs', () => {
  test('send one conversion once: the first tab has a lease on it from the first write', async () => {
    postFault({ kind: 'delay', delayMs: 5_000 })
    void (await land()).track({ email: EMAIL })
    await settle()
    await visit(SHOP, { isBeside: true })
    await elapse(4_000)
    expect(calls).toHaveLength(1)
    await elapse(20_000)
    expect(outcomes()).toEqual(['recorded'])
    expect(stored()).toEqual([])
  })

  test('do not both retry: the lease is taken before the request leaves', async () => {
    sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'drop' })
    void (await land()).track({ email: EMAIL })
    await settle()
    leave()
    calls.length = 0
    sandbox.faults.clear()
    sleep(DAY_MS)
    for (const isBeside of [false, true, true, true, true]) await visit(SHOP, { isBeside })
    await elapse(30_000)
    expect(calls).toHaveLength(1)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('do not lose a conversion with the tab that had the lease', async () => {
    postFault({ kind: 'silence' })
    void (await land()).track({ email: EMAIL })
    await settle()
    await visit(SHOP)
    await elapse(14_000)
    expect(calls).toHaveLength(1)
    await elapse(10_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('do not bring back what the other has got answered', async () => {
    const page = await land()
    postFault({ kind: 'status', status: 500 })
    void page.track({ email: EMAIL })
    await settle()
    localStorage.removeItem(STORAGE_KEY)
    await elapse(60_000)
    expect(stored()).toEqual([])
  })
})

describe('judge', () => {
  const json = (body: unknown, status = 200, headers = {}) =>
    Promise.resolve(new Response(JSON.stringify(body), { status, headers }))
  const answer = { status: 'recorded', conversionId: 'c', formSubmissionId: null }

  test.each([200, 201])("knows the contract's answer: %d", async (status) => {
    expect(await judge(() => json(answer, status))).toMatchObject({ status, isAnswer: true, json: answer })
  })

  test.each([202, 400, 404, 500])("takes no %d for the contract's answer, whatever its body", async (status) => {
    expect((await judge(() => json(answer, status))).isAnswer).toBeFalsy()
  })

  test.each([null, [], 'recorded', 1, {}, { status: 'other' }])(
    "takes no body for the contract's that is not: %j",
    async (body) => {
      expect((await judge(() => json(body))).isAnswer).toBeFalsy()
    },
  )

  test('makes status 0 of whatever is thrown or rejected', async () => {
    expect((await judge(() => Promise.reject(new TypeError('no')))).status).toBe(0)
    expect(
      (
        await judge(() => {
          throw new Error('no')
        })
      ).status,
    ).toBe(0)
  })

  test('makes an empty object of a body that is no JSON', async () => {
    expect(await judge(() => Promise.resolve(new Response('<h1>', { status: 502 })))).toMatchObject({
      status: 502,
      json: {},
    })
  })

  test('reads Retry-After in seconds and as a date', async () => {
    const read = async (value: string) => (await judge(() => json({}, 503, { 'Retry-After': value }))).retryAfterSeconds
    expect(await read('120')).toBe(120)
    expect(await read(new Date(Date.now() + 60_000).toUTCString())).toBeCloseTo(60, -1)
    expect(await read('later')).toBeNaN()
  })

  test('reads no Retry-After where there is none', async () => {
    expect((await judge(() => json({}, 503))).retryAfterSeconds).toBeNaN()
  })
})

test('results of all kinds have the shape that their type says', async () => {
  const results: ConversionResult[] = []
  const collect = async (page: Affiliate) => results.push(await now(page.track({ properties: { n: results.length } })))
  const page = await land()
  await collect(page)
  await collect(page)
  for (const status of [422, 401, 500]) {
    postFault({ kind: 'status', status })
    await collect(await land())
  }
  await collect(await visit(`${SHOP}?irw_id=forged`))
  expect(results.map(({ status }) => status)).toEqual([
    'recorded',
    'duplicate',
    'rejected',
    'queued',
    'queued',
    'ignored',
  ])
  for (const result of results) {
    const { conversionId, formSubmissionId, status } = result
    if (status !== 'recorded') expect([conversionId, formSubmissionId]).toEqual([null, null])
    expect('reason' in result).toBe(status === 'queued' || status === 'ignored')
  }
  expect(cookieOn(SHOP)).toBe('forged')
})
