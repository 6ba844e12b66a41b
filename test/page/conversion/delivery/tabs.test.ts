// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { leave, visit } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { DAY_MS, elapse, settle, sleep } from '../../../support/unit/time'
import { STORAGE_KEY, stored, useDelivery } from './delivery'

const { sandbox, calls, land, outcomes, postFault } = useDelivery()

describe('two tabs', () => {
  test('send one conversion once: the first tab has a lease on it from the first write', async () => {
    postFault({ kind: 'delay', delayMs: 5_000 })
    void (await land()).track({ email: EMAIL })
    await settle()
    await visit(SHOP, { isBeside: true })
    await elapse(4_000)
    expect(calls).toHaveLength(1)
    await elapse(20_000)
    expect(outcomes()).toEqual(['recorded'])
    expect(stored()).toEqual([])
  })

  test('do not both retry: the lease is taken before the request leaves', async () => {
    sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'drop' })
    void (await land()).track({ email: EMAIL })
    await settle()
    leave()
    calls.length = 0
    sandbox.faults.clear()
    sleep(DAY_MS)
    for (const isBeside of [false, true, true, true, true]) await visit(SHOP, { isBeside })
    await elapse(30_000)
    expect(calls).toHaveLength(1)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('do not lose a conversion with the tab that had the lease', async () => {
    postFault({ kind: 'silence' })
    void (await land()).track({ email: EMAIL })
    await settle()
    await visit(SHOP)
    await elapse(14_000)
    expect(calls).toHaveLength(1)
    await elapse(10_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('do not bring back what the other has got answered', async () => {
    const page = await land()
    postFault({ kind: 'status', status: 500 })
    void page.track({ email: EMAIL })
    await settle()
    localStorage.removeItem(STORAGE_KEY)
    await elapse(60_000)
    expect(stored()).toEqual([])
  })
})
