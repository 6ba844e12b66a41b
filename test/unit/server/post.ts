import { expect, it, vi } from 'vitest'
import { type Answer, answering, failure, OK, recorded, SECRET, status } from './answers'
import type { ServerEntry } from './entry'

export function describePost({ createConversions, IntrowApiError }: ServerEntry): void {
  const record = (answer: Answer | (() => Answer)) =>
    failure(createConversions({ apiKey: SECRET, fetch: answering(answer), retries: 0 }).record({ clickId: 'a' }))

  it('follows no redirect, which would hand the key to another host', async () => {
    const fetch = answering(new Response(null, { status: 307, headers: { location: 'https://evil.test/' } }))
    const error = await failure(createConversions({ apiKey: SECRET, fetch }).record({ clickId: 'a' }))
    expect(error).toMatchObject({ status: 307, code: 'http_307' })
    expect(fetch.mock.calls).toHaveLength(1)
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({ redirect: 'manual' })
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

  it('ends a try in its time, even one whose fetch heeds no signal', async () => {
    const fetch = answering('silence', recorded)
    const answer = createConversions({ apiKey: SECRET, fetch, timeoutMs: 1000 }).record({ clickId: 'a' })
    await vi.advanceTimersByTimeAsync(999)
    expect(fetch.mock.calls[0]?.[1].signal?.aborted).toBe(false)
    await vi.advanceTimersByTimeAsync(600)
    expect(fetch.mock.calls[0]?.[1].signal?.aborted).toBe(true)
    expect(await answer).toEqual(OK)
  })

  it.each(Object.entries(ODD))('is typed where fetch gives %s', async (_, answer) => {
    const fetch = () => Promise.resolve(answer as Response)
    const failed = failure(createConversions({ apiKey: SECRET, fetch, retries: 0 }).record({ clickId: 'a' }))
    await vi.advanceTimersByTimeAsync(5_000)
    expect(await failed).toBeInstanceOf(IntrowApiError)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('takes an answer that is no Response, and reads it once', async () => {
    const text = vi.fn(() => Promise.resolve(JSON.stringify(OK)))
    const fetch = () => Promise.resolve({ status: 201, headers: new Map<string, string>() as unknown as Headers, text })
    const answer = await createConversions({ apiKey: SECRET, fetch }).record({ clickId: 'a' })
    expect([answer, text.mock.calls.length]).toEqual([OK, 1])
  })

  it('hears of a broken body that comes after the time', async () => {
    const late = answering(
      () =>
        new Response(
          new ReadableStream({
            start: (controller) => void setTimeout(() => controller.error(new TypeError('terminated')), 9_000),
          }),
        ),
    )
    const failed = failure(
      createConversions({ apiKey: SECRET, fetch: late, retries: 0, timeoutMs: 1000 }).record({ clickId: 'a' }),
    )
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await failed).toMatchObject({ code: 'timeout' })
  })

  it('throws an AbortError for a signal that has no reason, as those of polyfills', async () => {
    const { record } = createConversions({ apiKey: SECRET, fetch: answering('silence') })
    for (const aborted of [true, false]) {
      const target = Object.assign(new EventTarget(), { aborted })
      const failed = failure(record({ clickId: 'a' }, { signal: target as AbortSignal }))
      target.dispatchEvent(new Event('abort'))
      expect(await failed).toMatchObject({ name: 'AbortError' })
      expect(vi.getTimerCount()).toBe(0)
    }
  })

  it('leaves no timer behind', async () => {
    await createConversions({ apiKey: SECRET, fetch: answering(recorded) }).record({ clickId: 'a' })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('throws the reason of the caller’s signal: before, during a try, during a pause', async () => {
    const reason = new Error('gone')
    const early = answering(recorded)
    const conversions = createConversions({ apiKey: SECRET, fetch: early })
    expect(await failure(conversions.record({ clickId: 'a' }, { signal: AbortSignal.abort(reason) }))).toBe(reason)
    expect(early.mock.calls).toHaveLength(0)
    for (const fetch of [answering('silence'), answering(status(500))]) {
      const aborter = new AbortController()
      const { record } = createConversions({ apiKey: SECRET, fetch })
      const failed = failure(record({ clickId: 'a' }, { signal: aborter.signal }))
      await vi.advanceTimersByTimeAsync(100)
      aborter.abort(reason)
      expect(await failed).toBe(reason)
      expect(fetch.mock.calls).toHaveLength(1)
      expect(vi.getTimerCount()).toBe(0)
    }
  })
}

const used = new Response('{}')
void used.text()

/** What wrappers of `fetch` may give. */
const ODD: Readonly<Record<string, unknown>> = {
  nothing: undefined,
  null: null,
  'a text': JSON.stringify(OK),
  'an answer without anything': {},
  'an answer without a text': { status: 201, headers: new Headers() },
  'an answer without headers': { status: 201, text: async () => '{}' },
  'a text that throws at once': {
    status: 201,
    headers: new Headers(),
    text() {
      throw new Error('now')
    },
  },
  'a text that fails': { status: 201, headers: new Headers(), text: () => Promise.reject(new Error('later')) },
  'a text that never comes': { status: 201, headers: new Headers(), text: () => new Promise(() => {}) },
  'a text that is none': { status: 201, headers: new Headers(), text: async () => ({ ...OK }) },
  'an answer that was read before': used,
  'the JSON itself': OK,
  'a status that throws': {
    get status() {
      throw new Error('from the getter')
    },
    text: async () => '{}',
  },
}
