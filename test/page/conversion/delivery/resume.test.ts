// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { goOnline, refuseStorage } from '../../../support/unit/browser'
import { hide, leave, visit } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { DAY_MS, elapse, now, settle, sleep } from '../../../support/unit/time'
import { stored, useDelivery } from './delivery'

const { sandbox, calls, land, outcomes, postFault } = useDelivery()

describe('trying again', () => {
  test('happens on `online`', async () => {
    const page = await land()
    goOnline(false)
    void page.track({ email: EMAIL })
    await elapse(600_000)
    expect(calls).toEqual([])
    goOnline(true)
    await settle()
    expect(outcomes()).toEqual(['recorded'])
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
