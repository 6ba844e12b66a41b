import { inspect } from 'node:util'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSandbox } from '../../../src/sandbox/index'
import { land, type ServerEntry, toCookie } from './entry'

const SECRET = 'sk_introw_demo'
const OK = { status: 'recorded', conversionId: 'conv_1', formSubmissionId: 'fsub_1' }
const IGNORED = { status: 'ignored', conversionId: null, formSubmissionId: null }

type Answer = Response | Error | 'silence'

/** A `fetch` that gives these answers in turn, the last of them for ever. */
function answering(...answers: (Answer | (() => Answer))[]) {
  return vi.fn((_url: string, _init: RequestInit): Promise<Response> => {
    const next = (answers.length > 1 ? answers.shift() : answers[0]) as Answer | (() => Answer)
    const answer = typeof next === 'function' ? next() : next
    if (answer === 'silence') return new Promise(() => {})
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  })
}

const status = (code: number, headers = {}) => () =>
  Response.json({ error: { code: `code_${code}`, message: `Message ${code}.`, details: [{ path: 'email' }] } }, { status: code, headers })
const recorded = () => Response.json(OK, { status: 201 })

/** What a promise was rejected with. */
const failure = (promise: Promise<unknown>): Promise<any> =>
  promise.then(
    () => Promise.reject(new Error('It was expected to fail.')),
    (error: unknown) => error,
  )

export function describeConversions(entry: ServerEntry): void {
  describe('createConversions', () => {
    describeConstruction(entry)
    describeSandbox(entry)
    describe('record, when it goes wrong', () => {
      beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
      afterEach(() => void vi.useRealTimers())
      describeErrors(entry)
      describeRetries(entry)
      describeSecrecy(entry)
    })
  })
}

function describeConstruction({ createConversions }: ServerEntry): void {
  it.each([undefined, null, '', '  ', 'pk_aff_org_demo', ' PK_aff', 'sk introw', 'sk_\u00e4', 'a\nb'])('throws for the key %j', (apiKey) => {
    expect(() => createConversions({ apiKey: apiKey as string })).toThrow(/apiKey must be the secret key/)
  })

  it('does not repeat the key that it refuses', () => {
    for (const apiKey of ['pk_aff_org_demo', 'sk_live_\u00e4']) {
      expect(() => createConversions({ apiKey })).not.toThrow(apiKey)
    }
  })

  it.each([
    { retries: -1 },
    { retries: 1.5 },
    { retries: 11 },
    { retries: NaN },
    { retries: '3' },
    { timeoutMs: 0 },
    { timeoutMs: Infinity },
    { timeoutMs: 600_001 },
    { totalTimeoutMs: 0 },
    { totalTimeoutMs: '15000' },
    { apiHost: '' },
    { apiHost: 'api.introw.io' },
    { apiHost: 'ftp://api.introw.io' },
    { apiHost: 'https://user:password@api.introw.io' },
    { apiHost: 'https://api.introw.io?x' },
  ])('throws for %j and says what is right', (options) => {
    expect(() => createConversions({ apiKey: SECRET, ...(options as object) })).toThrow(/must be/)
  })

  it('takes a key with the line end of the file it was read from', async () => {
    const fetch = answering(recorded)
    await createConversions({ apiKey: `${SECRET}\n`, fetch }).record({ clickId: 'a' })
    expect(fetch.mock.calls[0]?.[1].headers).toMatchObject({ 'x-api-key': SECRET })
  })
}

function describeSandbox({ createConversions, captureClick, readClickId }: ServerEntry): void {
  const sandbox = createSandbox({ destination: 'https://www.shop.com/' })
  const fetch = (url: string, init: RequestInit) => sandbox.fetch(new Request(url, init))
  const conversions = createConversions({ apiKey: SECRET, fetch })
  const click = async () => {
    const response = await sandbox.fetch(new Request('https://introw.test/r/demo'))
    const cookie = captureClick(land(new URL(String(response.headers.get('location'))).search), { domain: 'shop.com' })
    return readClickId(toCookie(cookie))
  }

  it('records the click of a landing, once', async () => {
    const clickId = await click()
    const conversion = { clickId, email: ' lead@acme.example ', properties: { plan: 'pro', at: new Date(0), tags: ['a'] } }
    const first = await conversions.record(conversion)
    expect(first).toEqual({ status: 'recorded', conversionId: expect.any(String), formSubmissionId: expect.any(String) })
    expect(await conversions.record(conversion)).toEqual({ status: 'duplicate', conversionId: null, formSubmissionId: null })
    expect(sandbox.store.conversions.filter((one) => one.clickId === clickId)).toMatchObject([
      { via: 'server', email: 'lead@acme.example', properties: { plan: 'pro', at: '1970-01-01T00:00:00.000Z', tags: '["a"]' } },
    ])
  })

  it('sends no key but the secret one, and no field that it was not given', async () => {
    await conversions.record({ clickId: await click(), email: null, publishableKey: 'pk_x' } as { clickId: string })
    const { headers, body } = sandbox.store.requests.at(-1) ?? {}
    expect(headers).not.toHaveProperty('x-introw-publishable-key')
    expect(JSON.parse(String(body))).not.toHaveProperty('publishableKey')
    expect(JSON.parse(String(body))).not.toHaveProperty('email')
  })

  it('ignores by itself what is no click id', async () => {
    const before = sandbox.store.requests.length
    for (const clickId of [null, undefined, '', 'a'.repeat(257), 'a\n', '\ud800', 'a'.repeat(1e6), 5, {}])
      expect(await conversions.record({ clickId: clickId as string })).toEqual(IGNORED)
    expect(sandbox.store.requests.length).toBe(before)
  })

  it('passes on that the API ignores a click', async () => {
    expect(await conversions.record({ clickId: 'aff_forged' })).toEqual(IGNORED)
  })

  it('never has the API refuse a body', async () => {
    const clickId = await click()
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.anything(), async (email, properties) => {
        const { status } = await conversions.record({ clickId, email: email as string, properties: properties as object })
        expect(['recorded', 'duplicate']).toContain(status)
      }),
      { numRuns: 1000 },
    )
  })

  it('throws for a key without the scope', async () => {
    const readonly = createConversions({ apiKey: 'sk_introw_readonly', fetch })
    expect(await failure(readonly.record({ clickId: 'a' }))).toMatchObject({ status: 401, code: 'missing_scope' })
  })
}

function describeErrors({ createConversions, IntrowApiError }: ServerEntry): void {
  const record = (answer: Answer | (() => Answer)) =>
    failure(createConversions({ apiKey: SECRET, fetch: answering(answer), retries: 0 }).record({ clickId: 'a' }))

  it('throws what the API says', async () => {
    const error = await record(status(422))
    expect(error).toBeInstanceOf(IntrowApiError)
    expect(error).toMatchObject({
      name: 'IntrowApiError',
      message: 'Introw API: 422 code_422: Message 422.',
      status: 422,
      code: 'code_422',
      details: [{ path: 'email' }],
      retryAfterSeconds: undefined,
      cause: undefined,
    })
  })

  it('has a code for answers that are not the API’s', async () => {
    expect(await record(new Response('<h1>Bad gateway</h1>', { status: 502 }))).toMatchObject({ status: 502, code: 'http_502' })
    expect(await record(new Response('hello'))).toMatchObject({ status: 200, code: 'http_200' })
    expect(await record(new Response(null, { status: 204 }))).toMatchObject({ status: 204, code: 'http_204' })
    expect(await record(Response.json({ error: 'x' }, { status: 500 }))).toMatchObject({ status: 500, code: 'http_500' })
    expect(await record(Response.json({ error: { code: 5 } }, { status: 400 }))).toMatchObject({ status: 400, code: 'http_400' })
    expect(await record(Response.json(null, { status: 400 }))).toMatchObject({ status: 400, code: 'http_400' })
  })

  it('follows no redirect, which would hand the key to another host', async () => {
    const fetch = answering(new Response(null, { status: 307, headers: { location: 'https://evil.test/' } }))
    const error = await failure(createConversions({ apiKey: SECRET, fetch }).record({ clickId: 'a' }))
    expect(error).toMatchObject({ status: 307, code: 'http_307' })
    expect(fetch.mock.calls).toHaveLength(1)
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({ redirect: 'manual' })
  })

  it('tells what the network failed with', async () => {
    const socket = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    const error = await record(Object.assign(new TypeError('fetch failed'), { cause: socket }))
    expect(error).toMatchObject({ status: 0, code: 'network_error' })
    expect(error.cause.message).toBe('TypeError: fetch failed, Error: connect ECONNREFUSED, ECONNREFUSED')
    expect(error.message).toContain('ECONNREFUSED')
  })

  it('takes an answer that is cut off for none', async () => {
    const cut = () =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('{"status":'))
            controller.error(new TypeError('terminated'))
          },
        }),
        { status: 201 },
      )
    expect(await record(cut)).toMatchObject({ status: 0, code: 'network_error' })
  })

  it('reads Retry-After as seconds and as a date', async () => {
    vi.setSystemTime(Date.UTC(2026, 0, 1))
    expect(await record(status(429, { 'retry-after': '7' }))).toMatchObject({ retryAfterSeconds: 7 })
    expect(await record(status(503, { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' }))).toMatchObject({ retryAfterSeconds: 30 })
    expect(await record(status(503, { 'retry-after': 'Thu, 01 Jan 2020 00:00:00 GMT' }))).toMatchObject({ retryAfterSeconds: undefined })
    expect(await record(status(503, { 'retry-after': 'soon' }))).toMatchObject({ retryAfterSeconds: undefined })
  })
}

function describeRetries({ createConversions }: ServerEntry): void {
  it.each([408, 429, 500, 502, 503, 504])('tries again after %i', async (code) => {
    const fetch = answering(status(code), status(code), recorded)
    const answer = createConversions({ apiKey: SECRET, fetch }).record({ clickId: 'a' })
    await vi.advanceTimersByTimeAsync(15_000)
    expect(await answer).toEqual(OK)
    expect(fetch.mock.calls).toHaveLength(3)
  })

  it('tries again after a network error', async () => {
    const fetch = answering(new TypeError('fetch failed'), recorded)
    const answer = createConversions({ apiKey: SECRET, fetch }).record({ clickId: 'a' })
    await vi.advanceTimersByTimeAsync(15_000)
    expect(await answer).toEqual(OK)
  })

  it.each([400, 401, 403, 404, 409, 422])('does not try again after %i', async (code) => {
    const fetch = answering(status(code))
    expect(await failure(createConversions({ apiKey: SECRET, fetch }).record({ clickId: 'a' }))).toMatchObject({ status: code })
    expect(fetch.mock.calls).toHaveLength(1)
  })

  it.each([0, 1, 3])('tries again %i times if told so', async (retries) => {
    const fetch = answering(status(500))
    const failed = failure(createConversions({ apiKey: SECRET, fetch, retries }).record({ clickId: 'a' }))
    await vi.advanceTimersByTimeAsync(15_000)
    expect(await failed).toMatchObject({ status: 500 })
    expect(fetch.mock.calls).toHaveLength(retries + 1)
  })

  it('pauses longer each time, and never twice the same', async () => {
    const pauses = async () => {
      const times: number[] = []
      const fetch = answering(() => {
        times.push(Date.now())
        return status(500)()
      })
      const failed = failure(createConversions({ apiKey: SECRET, fetch }).record({ clickId: 'a' }))
      await vi.advanceTimersByTimeAsync(15_000)
      await failed
      return times.slice(1).map((time, index) => time - (times[index] as number))
    }
    const all = [await pauses(), await pauses(), await pauses()]
    for (const [first = 0, second = 0, third = 0] of all) {
      expect(first).toBeGreaterThanOrEqual(250)
      expect(first).toBeLessThanOrEqual(501)
      expect(second).toBeGreaterThanOrEqual(500)
      expect(third).toBeGreaterThanOrEqual(1000)
      expect(third).toBeLessThanOrEqual(2001)
    }
    expect(new Set(all.map(String)).size).toBe(3)
  })

  it('waits as long as Retry-After says', async () => {
    const fetch = answering(status(429, { 'retry-after': '6' }), recorded)
    const answer = createConversions({ apiKey: SECRET, fetch }).record({ clickId: 'a' })
    await vi.advanceTimersByTimeAsync(5_990)
    expect(fetch.mock.calls).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(20)
    expect(await answer).toEqual(OK)
  })

  it('gives up at once if Retry-After is beyond the total', async () => {
    const fetch = answering(status(429, { 'retry-after': '60' }))
    const error = await failure(createConversions({ apiKey: SECRET, fetch }).record({ clickId: 'a' }))
    expect(error).toMatchObject({ status: 429, retryAfterSeconds: 60 })
  })

  it('ends a try in its time, even one whose fetch heeds no signal', async () => {
    const fetch = answering('silence', recorded)
    const answer = createConversions({ apiKey: SECRET, fetch, timeoutMs: 1000 }).record({ clickId: 'a' })
    await vi.advanceTimersByTimeAsync(999)
    expect(fetch.mock.calls[0]?.[1].signal?.aborted).toBe(false)
    await vi.advanceTimersByTimeAsync(600)
    expect(fetch.mock.calls[0]?.[1].signal?.aborted).toBe(true)
    expect(await answer).toEqual(OK)
  })

  it('never takes longer than the total', async () => {
    const startedAt = Date.now()
    let endedAt = 0
    const conversions = createConversions({ apiKey: SECRET, fetch: answering('silence'), retries: 10, totalTimeoutMs: 8000 })
    const failed = failure(conversions.record({ clickId: 'a' })).finally(() => (endedAt = Date.now()))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await failed).toMatchObject({ status: 0, code: 'timeout', cause: { message: 'timeout' } })
    expect(endedAt - startedAt).toBeLessThanOrEqual(8000)
    expect(endedAt - startedAt).toBeGreaterThan(7000)
  })

  it('leaves no timer behind', async () => {
    await createConversions({ apiKey: SECRET, fetch: answering(recorded) }).record({ clickId: 'a' })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('throws the reason of the caller’s signal: before, during a try, during a pause', async () => {
    const reason = new Error('gone')
    const early = answering(recorded)
    expect(await failure(createConversions({ apiKey: SECRET, fetch: early }).record({ clickId: 'a' }, { signal: AbortSignal.abort(reason) }))).toBe(reason)
    expect(early.mock.calls).toHaveLength(0)
    for (const fetch of [answering('silence'), answering(status(500))]) {
      const aborter = new AbortController()
      const failed = failure(createConversions({ apiKey: SECRET, fetch }).record({ clickId: 'a' }, { signal: aborter.signal }))
      await vi.advanceTimersByTimeAsync(100)
      aborter.abort(reason)
      expect(await failed).toBe(reason)
      expect(fetch.mock.calls).toHaveLength(1)
      expect(vi.getTimerCount()).toBe(0)
    }
  })
}

function describeSecrecy({ createConversions }: ServerEntry): void {
  const hostile = () =>
    Object.assign(new Error(`Refused: x-api-key: ${SECRET}`), {
      config: { headers: { 'x-api-key': SECRET } },
      cause: Object.assign(new Error(`key ${SECRET}`), { code: SECRET }),
    })
  const shown = (value: unknown) =>
    [inspect(value, { depth: 9, showHidden: true }), JSON.stringify(value), String(value), (value as Error).stack].join('\n')

  it('shows nothing of the secret in the client', () => {
    expect(shown(createConversions({ apiKey: SECRET }))).not.toContain(SECRET)
  })

  it('shows nothing of the secret in errors, even if fetch or the API gives it away', async () => {
    const echo = { code: `bad_${SECRET}`, message: `No such key: ${SECRET}`, details: { headers: [{ key: SECRET }] } }
    for (const answer of [hostile(), Response.json({ error: echo }, { status: 401 })]) {
      const error = await failure(createConversions({ apiKey: SECRET, fetch: answering(answer), retries: 0 }).record({ clickId: 'a' }))
      expect(shown(error)).toContain('[apiKey]')
      expect(shown(error)).not.toContain(SECRET)
    }
  })

  it('writes nothing to the console', async () => {
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) => vi.spyOn(console, level))
    await failure(createConversions({ apiKey: SECRET, fetch: answering(hostile()), retries: 0 }).record({ clickId: 'a' }))
    for (const spy of spies) expect(spy).not.toHaveBeenCalled()
    vi.restoreAllMocks()
  })
}
