import { expect, it, vi } from 'vitest'
import { type Answer, answering, failure, OK, recorded, SECRET, status } from './answers'
import type { ServerEntry } from './entry'

export function describePost({ createConversions }: ServerEntry): void {
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
