// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { goOnline, refuseStorage } from '../../../support/unit/browser'
import { hide, leave, visit } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { DAY_MS, elapse, now, settle, sleep } from '../../../support/unit/time'
import { stored, useDelivery } from './delivery'

const { sandbox, calls, land, outcomes, postFault } = useDelivery()

describe('trying again', () => {
  describe('on `online`', () => {
    const fail = async () => {
      sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'drop' })
      const page = await land()
      void page.track({ email: EMAIL })
      await elapse(900_000)
      return page
    }

    test('happens at once', async () => {
      await fail()
      sandbox.faults.clear()
      goOnline(true)
      await settle()
      expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
    })

    test('happens at most once in 10 minutes', async () => {
      await fail()
      const before = calls.length
      for (let minute = 0; minute < 9; minute++) {
        goOnline(true)
        await elapse(60_000)
      }
      // The one that was brought forward, and what its own pause comes to.
      expect(calls.length - before).toBeLessThanOrEqual(2)
    })

    test('waits as long as Retry-After asks all the same', async () => {
      postFault({ kind: 'status', status: 503, retryAfterSeconds: 3_600 })
      void (await land()).track({ email: EMAIL })
      await elapse(600_000)
      goOnline(true)
      await elapse(60_000)
      expect(calls).toHaveLength(1)
    })

    test('leaves alone what is under way', async () => {
      postFault({ kind: 'silence' })
      void (await land()).track({ email: EMAIL })
      await elapse(1_000)
      goOnline(true)
      await elapse(1_000)
      expect(calls).toHaveLength(1)
    })
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
