// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { leave, visit } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { DAY_MS, elapse, settle, sleep } from '../../../support/unit/time'
import { STORAGE_KEY, useDelivery } from './delivery'

const { sandbox, calls, land, postFault } = useDelivery()

describe('the e-mail', () => {
  test('leaves storage with the answer', async () => {
    const page = await land()
    void page.track({ email: EMAIL })
    expect(localStorage.getItem(STORAGE_KEY)).toContain(EMAIL)
    await settle()
    expect(localStorage.getItem(STORAGE_KEY)).not.toContain(EMAIL)
  })

  test('leaves storage after 7 days, on a page without a click too', async () => {
    sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'drop' })
    void (await land()).track({ email: EMAIL })
    await settle()
    document.cookie = '_introw_aff=; path=/; domain=shop.test; expires=Thu, 01 Jan 1970 00:00:00 GMT'
    leave()
    sleep(7 * DAY_MS)
    calls.length = 0
    await visit(SHOP)
    await elapse(5_000)
    expect(localStorage.getItem(STORAGE_KEY)).not.toContain(EMAIL)
    expect(calls).toEqual([])
  })

  test('is still tried on the seventh day', async () => {
    sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'drop' })
    void (await land()).track({ email: EMAIL })
    await settle()
    leave()
    sandbox.faults.clear()
    sleep(7 * DAY_MS - 60_000)
    await visit(SHOP)
    await elapse(5_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('leaves storage with consent(false), and does not come back with a late answer', async () => {
    postFault({ kind: 'delay', delayMs: 5_000 })
    const page = await land()
    void page.track({ email: EMAIL })
    await settle()
    page.consent(false)
    expect(localStorage.getItem(STORAGE_KEY)).toBeNull()
    await elapse(10_000)
    expect(localStorage.getItem(STORAGE_KEY)).toBeNull()
  })

  test('leaves storage with consent(false), and does not come back with a late failure', async () => {
    postFault({ kind: 'silence' })
    const page = await land()
    void page.track({ email: EMAIL })
    await settle()
    page.consent(false)
    await elapse(60_000)
    expect(localStorage.getItem(STORAGE_KEY)).toBeNull()
    expect(calls).toHaveLength(1)
  })

  test('stays where another tab keeps it after consent(false) in this one, which sends nothing more by itself', async () => {
    postFault({ kind: 'status', status: 503 })
    const page = await land()
    void page.track({ email: EMAIL })
    await settle()
    const before = localStorage.getItem(STORAGE_KEY) as string
    page.consent(false)
    localStorage.setItem(STORAGE_KEY, before)
    await elapse(60_000)
    expect(calls).toHaveLength(1)
  })
})
