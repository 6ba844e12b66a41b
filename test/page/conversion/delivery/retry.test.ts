// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { visit } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { elapse, now, settle } from '../../../support/unit/time'
import { stored, useDelivery } from './delivery'

const { backend, sandbox, calls, land, outcomes, postFault } = useDelivery()

describe('trying again', () => {
  test('backs off by fours to an hour, then tries hourly, on whatever page', async () => {
    sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'status', status: 500 })
    void (await land()).track({ email: EMAIL })
    await elapse(2 * 3_600_000)
    await visit(SHOP)
    await elapse(24 * 3_600_000)
    const gaps = calls.slice(1).map(({ at }, index) => at - (calls[index]?.at ?? 0))
    expect(calls.length).toBeGreaterThan(6 + 24)
    gaps.forEach((gap, index) => {
      const pause = Math.min(2e3 * 4 ** index, 3_600_000)
      expect(gap).toBeGreaterThanOrEqual(pause / 2)
      expect(gap).toBeLessThanOrEqual(pause)
    })
    sandbox.faults.clear()
    await elapse(3_600_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
    expect(stored()).toEqual([])
  })

  test.each([401, 403])(
    'happens once a page load after a %d, on whatever page: the merchant may have mended it',
    async (status) => {
      sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'status', status })
      void (await land()).track({ email: EMAIL })
      for (let page = 1; page <= 8; page++) {
        await elapse(30_000)
        expect(calls).toHaveLength(page)
        await visit(SHOP)
      }
      sandbox.faults.clear()
      await elapse(5_000)
      expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
    },
  )

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

  test('goes without keepalive after a refusal, as soon as the page has stayed', async () => {
    backend.refusals = 1
    void (await land()).track({ email: EMAIL })
    await elapse(500)
    expect(calls.map(({ init }) => init.keepalive)).toEqual([true, false])
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
})
