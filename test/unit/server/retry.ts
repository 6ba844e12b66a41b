import { expect, it, vi } from 'vitest'
import { answering, failure, OK, recorded, SECRET, status } from './answers'
import type { ServerEntry } from './entry'

export function describeRetries({ createConversions }: ServerEntry): void {
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
    expect(await failure(createConversions({ apiKey: SECRET, fetch }).record({ clickId: 'a' }))).toMatchObject({
      status: code,
    })
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

  it('never takes longer than the total', async () => {
    const startedAt = Date.now()
    let endedAt = 0
    const conversions = createConversions({
      apiKey: SECRET,
      fetch: answering('silence'),
      retries: 10,
      totalTimeoutMs: 8000,
    })
    const failed = failure(conversions.record({ clickId: 'a' })).finally(() => (endedAt = Date.now()))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await failed).toMatchObject({ status: 0, code: 'timeout', cause: { message: 'timeout' } })
    expect(endedAt - startedAt).toBeLessThanOrEqual(8000)
    expect(endedAt - startedAt).toBeGreaterThan(7000)
  })
}
