import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { answering, failure, SECRET } from './answers'
import { RUNS, RUNS_MS, type ServerEntry } from './entry'

/** All that anybody can see of a value. */
const shown = (value: unknown) =>
  [inspect(value, { depth: 99, showHidden: true }), JSON.stringify(value), String(value), (value as Error).stack].join(
    '\n',
  )

const unicode = [...SECRET].map((character) => `\\u00${character.charCodeAt(0).toString(16)}`).join('')
const percent = [...SECRET].map((character) => `%${character.charCodeAt(0).toString(16)}`).join('')

/** Where an answer may give the key away, as text of JSON, so that it can be escaped. */
const ANSWERS: Readonly<Record<string, string>> = {
  'the message': `{"error":{"message":"No such key: ${SECRET}"}}`,
  'the code': `{"error":{"code":"bad_${SECRET}"}}`,
  'a value of the details': `{"error":{"details":{"headers":[{"key":"${SECRET}"}]}}}`,
  'details that are a text': `{"error":{"details":"x-api-key: ${SECRET}"}}`,
  'the name of a property': `{"error":{"details":{"${SECRET}":1}}}`,
  'a part of the name of a property, deep in': `{"error":{"details":[[{"a":{"x-api-key: ${SECRET}!":{}}}]]}}`,
  'escapes of JSON': `{"error":{"message":"${unicode}","code":"${unicode}","details":{"${unicode}":"${unicode}"}}}`,
  'escapes of JSON in capitals': `{"error":{"message":"${unicode.replaceAll('u005f', 'u005F')}"}}`,
  'JSON within JSON': JSON.stringify({
    error: { message: JSON.stringify({ key: SECRET }), details: `{"key":"${unicode}"}` },
  }),
  'escapes of a URL': `{"error":{"message":"/?key=${percent}","details":{"${percent.toUpperCase()}":1}}}`,
  capitals: `{"error":{"message":"X-API-KEY: ${SECRET.toUpperCase()}"}}`,
  'many times': `{"error":{"message":"${`${SECRET} `.repeat(100)}${SECRET}${SECRET}"}}`,
}

/** Any JSON, with the key put wherever there is text. */
const anyJson = fc.jsonValue({ maxDepth: 4 }).map(function give(value: unknown): unknown {
  if (typeof value === 'string') return value + SECRET
  if (Array.isArray(value)) return value.map(give)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [SECRET + name, give(inner)]))
})

export function describeRedaction({ createConversions, IntrowApiError }: ServerEntry): void {
  const hostile = () =>
    Object.assign(new Error(`Refused: x-api-key: ${SECRET}`), {
      config: { headers: { 'x-api-key': SECRET } },
      cause: Object.assign(new Error(`key ${SECRET}`), { code: SECRET }),
    })
  const outcome = (fetch: ReturnType<typeof answering>, apiKey = SECRET) =>
    createConversions({ apiKey, fetch, retries: 0 })
      .record({ clickId: 'a' })
      .catch((error: unknown) => error)

  it('shows nothing of the secret in the client', () => {
    expect(shown(createConversions({ apiKey: SECRET }))).not.toContain(SECRET)
  })

  it('shows nothing of the secret in errors, even if fetch gives it away', async () => {
    const error = await failure(
      createConversions({ apiKey: SECRET, fetch: answering(hostile()), retries: 0 }).record({ clickId: 'a' }),
    )
    expect(shown(error)).toContain('[apiKey]')
    expect(shown(error)).not.toContain(SECRET)
  })

  it.each(Object.entries(ANSWERS))('shows nothing of the secret if the answer has it in %s', async (_, json) => {
    for (const status of [200, 401]) {
      const all = shown(await outcome(answering(new Response(json, { status, headers: { 'x-echo': SECRET } }))))
      expect(all).toContain('[apiKey]')
      for (const form of [SECRET, SECRET.toUpperCase(), unicode, percent, percent.toUpperCase()])
        expect(all).not.toContain(form)
    }
  })

  it('shows nothing of the secret if a good answer has it', async () => {
    const answer = { status: 'recorded', conversionId: SECRET, formSubmissionId: `fsub_${SECRET}` }
    expect(await outcome(answering(Response.json(answer, { status: 201 })))).toEqual({
      status: 'recorded',
      conversionId: '[apiKey]',
      formSubmissionId: 'fsub_[apiKey]',
    })
  })

  it('knows keys of all the characters that a header may hold', { timeout: RUNS_MS }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({
          unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
          minLength: 12,
        }),
        async (key) => {
          fc.pre(!/^pk_/i.test(key))
          const error = { message: `<${key}>`, code: `${encodeURIComponent(key)}`, details: { [key]: [key] } }
          const all = await outcome(answering(Response.json({ error }, { status: 401 })), key)
          expect(all).toBeInstanceOf(IntrowApiError)
          const { message, code, details } = all as InstanceType<typeof IntrowApiError>
          for (const text of [
            message,
            code,
            ...Object.entries(details ?? {})
              .flat(2)
              .map(String),
          ])
            expect(text).not.toContain(key)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('leaves a text without the secret as it is', async () => {
    const error = {
      message: 'a\\u0073k_introw \\ud83d\\ude00 "quoted" C:\\dir',
      details: { a: [1.5, true, null, '\n'] },
    }
    expect(await outcome(answering(Response.json({ error }, { status: 400 })))).toMatchObject({
      message: `Introw API: 400 http_400: ${error.message}`,
      details: error.details,
    })
  })

  it(
    'gives an answer or a typed error, and never the secret, whatever comes',
    async () => {
      const headers = fc.dictionary(
        fc.constantFrom('retry-after', 'content-type', 'x-a'),
        fc.oneof(fc.constant(SECRET), fc.string({ unit: 'grapheme-ascii' }), fc.integer().map(String)),
      )
      const status = fc.oneof(fc.constantFrom(200, 201), fc.integer({ min: 200, max: 599 }))
      const body = fc.oneof(
        anyJson,
        fc.record({ error: anyJson }),
        fc.record({ error: fc.record({ code: anyJson, message: anyJson, details: anyJson }) }),
      )
      await fc.assert(
        fc.asyncProperty(body, status, headers, async (json, code, given) => {
          const empty = [204, 205, 304].includes(code)
          const answer = new Response(empty ? null : JSON.stringify(json), { status: code, headers: given })
          const result = await outcome(answering(answer))
          if (result instanceof Error) expect(result).toBeInstanceOf(IntrowApiError)
          expect(`${JSON.stringify(result)} ${(result as Error).stack}`).not.toContain(SECRET)
        }),
        RUNS,
      )
    },
    RUNS_MS,
  )

  it('writes nothing to the console', async () => {
    const spies = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) => vi.spyOn(console, level))
    await outcome(answering(hostile()))
    for (const spy of spies) expect(spy).not.toHaveBeenCalled()
    vi.restoreAllMocks()
  })
}
