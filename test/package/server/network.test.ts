// @vitest-environment node
import { inspect } from 'node:util'
import { serveSandbox, type Fault, type Served } from '@introw/affiliate/sandbox'
import { createConversions, IntrowApiError } from '@introw/affiliate/server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

const apiKey = 'sk_introw_demo'
let served: Served

beforeAll(async () => void (served = await serveSandbox({ port: 0 })))
beforeEach(() => served.sandbox.reset())
afterAll(() => served.close())

async function click(): Promise<string> {
  const response = await fetch(`${served.url}/sandbox/clicks`, { method: 'POST' })
  return ((await response.json()) as { clickId: string }).clickId
}

const failing = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (answer) => expect.fail(`answered ${inspect(answer)}`),
    (error: unknown) => error,
  )

describe('conversions over Node’s own fetch', () => {
  it.each<[string, Fault, string]>([
    ['a dropped connection', { on: 'post', times: 1, kind: 'drop' }, 'recorded'],
    ['an answer that was lost', { on: 'post', times: 1, kind: 'lost-answer' }, 'duplicate'],
    ['a 503', { on: 'post', times: 1, kind: 'status', status: 503 }, 'recorded'],
    ['a 429 with Retry-After', { on: 'post', times: 1, kind: 'status', status: 429, retryAfterSeconds: 1 }, 'recorded'],
  ])('survive %s', async (_, fault, status) => {
    served.sandbox.faults.add(fault)
    const clickId = await click()
    expect(await createConversions({ apiKey, apiHost: served.url }).record({ clickId })).toMatchObject({ status })
    expect(served.sandbox.store.conversions).toMatchObject([{ clickId, via: 'server' }])
    expect(served.sandbox.store.requests).toHaveLength(2)
  })

  it('survive a silence that is longer than a try may take', async () => {
    served.sandbox.faults.add({ on: 'post', times: 1, kind: 'silence' })
    const conversions = createConversions({ apiKey, apiHost: served.url, timeoutMs: 300 })
    expect(await conversions.record({ clickId: await click() })).toMatchObject({ status: 'recorded' })
  })

  it('fail with what the socket says, and without the secret', async () => {
    const gone = await serveSandbox({ port: 0 })
    await gone.close()
    const error = await failing(createConversions({ apiKey, apiHost: gone.url, retries: 1 }).record({ clickId: 'a' }))
    expect(error).toBeInstanceOf(IntrowApiError)
    expect(error).toMatchObject({
      status: 0,
      code: 'network_error',
      cause: { message: expect.stringContaining('ECONNREFUSED') },
    })
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(apiKey)
  })

  it('end with the caller’s signal', async () => {
    served.sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'silence' })
    const signal = AbortSignal.timeout(200)
    const error = await failing(
      createConversions({ apiKey, apiHost: served.url }).record({ clickId: await click() }, { signal }),
    )
    expect(error).toMatchObject({ name: 'TimeoutError' })
    expect(error).toBe(signal.reason)
  })
})
