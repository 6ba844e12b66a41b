import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Answer, answering, failure, SECRET, status } from './answers'
import type { ServerEntry } from './entry'
import { describeRetries } from './retries'

export function describeFailures(entry: ServerEntry): void {
  describe('record, when it goes wrong', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
    afterEach(() => void vi.useRealTimers())
    describeErrors(entry)
    describeRetries(entry)
    describeSecrecy(entry)
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
    expect(await record(new Response('<h1>Bad gateway</h1>', { status: 502 }))).toMatchObject({
      status: 502,
      code: 'http_502',
    })
    expect(await record(new Response('hello'))).toMatchObject({ status: 200, code: 'http_200' })
    expect(await record(new Response(null, { status: 204 }))).toMatchObject({ status: 204, code: 'http_204' })
    expect(await record(Response.json({ error: 'x' }, { status: 500 }))).toMatchObject({
      status: 500,
      code: 'http_500',
    })
    expect(await record(Response.json({ error: { code: 5 } }, { status: 400 }))).toMatchObject({
      status: 400,
      code: 'http_400',
    })
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
    expect(error.cause?.message).toBe('TypeError: fetch failed, Error: connect ECONNREFUSED, ECONNREFUSED')
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
    const seconds = async (value: string) => (await record(status(503, { 'retry-after': value }))).retryAfterSeconds
    expect(await seconds('Thu, 01 Jan 2026 00:00:30 GMT')).toBe(30)
    expect(await seconds('Thu, 01 Jan 2020 00:00:00 GMT')).toBeUndefined()
    expect(await seconds('soon')).toBeUndefined()
  })
}

function describeSecrecy({ createConversions }: ServerEntry): void {
  const hostile = () =>
    Object.assign(new Error(`Refused: x-api-key: ${SECRET}`), {
      config: { headers: { 'x-api-key': SECRET } },
      cause: Object.assign(new Error(`key ${SECRET}`), { code: SECRET }),
    })
  const shown = (value: unknown) =>
    [inspect(value, { depth: 9, showHidden: true }), JSON.stringify(value), String(value), (value as Error).stack].join(
      '\n',
    )

  it('shows nothing of the secret in the client', () => {
    expect(shown(createConversions({ apiKey: SECRET }))).not.toContain(SECRET)
  })

  it('shows nothing of the secret in errors, even if fetch or the API gives it away', async () => {
    const echo = { code: `bad_${SECRET}`, message: `No such key: ${SECRET}`, details: { headers: [{ key: SECRET }] } }
    for (const answer of [hostile(), Response.json({ error: echo }, { status: 401 })]) {
      const conversions = createConversions({ apiKey: SECRET, fetch: answering(answer), retries: 0 })
      const error = await failure(conversions.record({ clickId: 'a' }))
      expect(shown(error)).toContain('[apiKey]')
      expect(shown(error)).not.toContain(SECRET)
    }
  })

  it('writes nothing to the console', async () => {
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) => vi.spyOn(console, level))
    await failure(
      createConversions({ apiKey: SECRET, fetch: answering(hostile()), retries: 0 }).record({ clickId: 'a' }),
    )
    for (const spy of spies) expect(spy).not.toHaveBeenCalled()
    vi.restoreAllMocks()
  })
}
