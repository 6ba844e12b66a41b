import { inspect } from 'node:util'
import { expect, it, vi } from 'vitest'
import { type Answer, answering, failure, SECRET, status } from './answers'
import type { ServerEntry } from './entry'

export function describeErrors({ createConversions, IntrowApiError }: ServerEntry): void {
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

  it('tells what the network failed with', async () => {
    const socket = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
    const error = await record(Object.assign(new TypeError('fetch failed'), { cause: socket }))
    expect(error).toMatchObject({ status: 0, code: 'network_error' })
    expect(error.cause?.message).toBe('TypeError: fetch failed, Error: connect ECONNREFUSED, ECONNREFUSED')
    expect(error.message).toContain('ECONNREFUSED')
  })

  it('reads Retry-After as seconds and as a date', async () => {
    vi.setSystemTime(Date.UTC(2026, 0, 1))
    expect(await record(status(429, { 'retry-after': '7' }))).toMatchObject({ retryAfterSeconds: 7 })
    const seconds = async (value: string) => (await record(status(503, { 'retry-after': value }))).retryAfterSeconds
    expect(await seconds('Thu, 01 Jan 2026 00:00:30 GMT')).toBe(30)
    expect(await seconds('Thu, 01 Jan 2020 00:00:00 GMT')).toBeUndefined()
    expect(await seconds('soon')).toBeUndefined()
  })

  it.each(Object.entries(HURTING))('is typed where the answer holds %s', async (_, json) => {
    for (const code of [200, 201, 401, 422]) {
      const answer = new Response(json, { status: code, headers: { 'content-type': 'application/json' } })
      const error = await record(answer)
      expect(error).toBeInstanceOf(IntrowApiError)
      expect([error.message, error.code].map((text) => typeof text)).toEqual(['string', 'string'])
      // Whoever logs it is not hurt either.
      expect(() => [String(error), error.stack, inspect(error), JSON.stringify(error)]).not.toThrow()
    }
  })

  it.each(Object.entries(THROWN))('is typed where fetch throws %s', async (_, thrown) => {
    const fetch = () => {
      throw thrown
    }
    const error = await failure(createConversions({ apiKey: SECRET, fetch, retries: 0 }).record({ clickId: 'a' }))
    expect(error).toBeInstanceOf(IntrowApiError)
    expect(error).toMatchObject({ status: 0, code: 'network_error', cause: { message: expect.any(String) } })
  })

  it('says no more than it knows: without a message there is none', async () => {
    expect((await record(Response.json({}, { status: 502 }))).message).toBe('Introw API: 502 http_502')
    expect((await record(Response.json({ error: { message: {} } }, { status: 400 }))).message).toBe(
      'Introw API: 400 http_400',
    )
  })

  it('takes details for data, whatever their names', async () => {
    const { details } = await record(
      new Response('{"error":{"details":{"__proto__":{"polluted":1}}}}', { status: 400 }),
    )
    expect(details).not.toHaveProperty('polluted')
    expect(JSON.stringify(details)).toBe('{"__proto__":{"polluted":1}}')
  })

  it.each(['Infinity', '1e999', '-1', '0', 'NaN', '', ',', '9'.repeat(400), '(('.repeat(2000)])(
    'is without a time to wait where Retry-After is %j',
    async (value) => {
      expect((await record(status(503, { 'retry-after': value }))).retryAfterSeconds).toBeUndefined()
    },
  )
}

const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth)

/** Answers that were made to hurt who reads them. */
const HURTING: Readonly<Record<string, string>> = {
  'a message that is no text, nor can be made one': '{"error":{"message":{"toString":1,"valueOf":1}}}',
  'a code like that': '{"error":{"code":{"toString":1}}}',
  'an error like that': '{"error":{"toString":1,"valueOf":1}}',
  'a status like that': '{"status":{"toString":1}}',
  'ids like that': '{"status":"recorded","conversionId":{"toString":1},"formSubmissionId":null}',
  'a toJSON': '{"error":{"toJSON":1,"details":{"toJSON":1}}}',
  'a hundred thousand brackets': nested('[', ']', 100_000),
  'details of a hundred thousand brackets': `{"error":{"details":${nested('[', ']', 100_000)}}}`,
  'a message of a hundred thousand brackets': `{"error":{"message":${nested('[', ']', 100_000)}}}`,
  'details of fifty thousand objects, one in the other': `{"error":{"details":${nested('{"a":', '}', 50_000).replace(':}', ':1}')}}}`,
  'an answer like that beside the good one': `{"status":"no","x":${nested('[', ']', 100_000)}}`,
  'brackets without an end': '['.repeat(100_000),
  'a number beyond all': '{"error":{"message":1e999,"code":-1e999}}',
  'half a character': '{"error":{"message":"\\ud800","code":"\\udfff"}}',
  null: 'null',
  'a text': '"x"',
  'a list': '[null]',
  'an error that is a list': '{"error":[[]]}',
  'an error that is null': '{"error":null}',
  'names of every object': '{"error":{"__proto__":null,"constructor":1,"hasOwnProperty":1}}',
  nothing: '',
  'a megabyte of text': `{"error":{"message":"${'a'.repeat(1e6)}"}}`,
}

/** What wrappers of `fetch` may throw. */
const THROWN: Readonly<Record<string, unknown>> = {
  nothing: undefined,
  null: null,
  'a text': 'timeout',
  'a symbol': Symbol('x'),
  'an object that is no text': { toString: 1, valueOf: 1 },
  'an object without a prototype': Object.create(null),
  'a getter that throws': {
    get cause() {
      throw new Error('from the getter')
    },
  },
  'a proxy that throws': new Proxy(
    {},
    {
      get() {
        throw new Error('from the proxy')
      },
    },
  ),
  'a cause without an end': Object.assign(new Error('x'), { cause: Object.create(null) }),
}
