// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { KEY } from '../../../support/unit/backend'
import { setCookie } from '../../../support/unit/browser'
import { hide, visit } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { elapse, settle } from '../../../support/unit/time'
import { STORAGE_KEY, useDelivery } from './delivery'

const { calls, land, outcomes, sandbox, postFault } = useDelivery()

const empty = {
  'localStorage.clear()': () => localStorage.clear(),
  'a key removed': () => localStorage.removeItem(STORAGE_KEY),
}

describe.each(Object.entries(empty))('where a page empties its storage, by %s,', (_, clear) => {
  test('what waits for its next try is sent by this page', async () => {
    postFault({ kind: 'status', status: 503 })
    void (await land()).track({ email: EMAIL })
    await settle()
    clear()
    await elapse(10_000)
    expect(outcomes()).toEqual(['fault', 'recorded'])
    await visit(SHOP)
    await elapse(60_000)
    expect(calls).toHaveLength(2)
  })

  test('what is under way is kept for the next page if it fails', async () => {
    postFault({ kind: 'delay', delayMs: 1_000 })
    postFault({ kind: 'status', status: 503 })
    void (await land()).track({ email: EMAIL })
    clear()
    await elapse(1_000)
    expect(calls).toHaveLength(1)
    await elapse(60_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('what another page has left, and this one has seen, is sent', async () => {
    postFault({ kind: 'status', status: 503, retryAfterSeconds: 30 })
    void (await land()).track({ email: EMAIL })
    await settle()
    await visit(SHOP)
    await elapse(5_000)
    clear()
    await elapse(60_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('a later conversion does not push it out', async () => {
    postFault({ kind: 'status', status: 503 })
    const page = await land()
    void page.track({ email: EMAIL })
    await settle()
    clear()
    void page.track({ email: 'second@acme.example' })
    hide()
    await elapse(60_000)
    expect(outcomes()).toEqual(['fault', 'recorded', 'duplicate'])
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })
})

test('another tab’s "no" ends it all the same', async () => {
  postFault({ kind: 'status', status: 503 })
  const page = await land()
  void page.track({ email: EMAIL })
  await settle()
  // As that tab leaves it, before its event has come.
  localStorage.clear()
  setCookie('_introw_aff=; path=/; domain=shop.test; expires=Thu, 01 Jan 1970 00:00:00 GMT')
  await elapse(60_000)
  expect(calls).toHaveLength(1)
  expect(localStorage.length).toBe(0)
  expect(page.getClickId()).toBeNull()
})

test('a "no" on a sister host ends what a tab has left there, of a click that only the cookie knows', async () => {
  const tag = { 'data-publishable-key': KEY, 'data-outbox': 'session' }
  postFault({ kind: 'status', status: 503, retryAfterSeconds: 30 })
  void (await land({ tag })).track({ email: EMAIL })
  await settle()
  localStorage.clear()
  await visit(SHOP, { tag })
  await elapse(5_000)
  setCookie('_introw_aff=; path=/; domain=shop.test; max-age=0')
  await elapse(60_000)
  expect(calls).toHaveLength(1)
  expect(sessionStorage.length).toBe(0)
})

test('what another tab has delivered is not sent again', async () => {
  postFault({ kind: 'status', status: 503, retryAfterSeconds: 30 })
  void (await land()).track({ email: EMAIL })
  await settle()
  const state = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '')
  localStorage.setItem(STORAGE_KEY, JSON.stringify({ ...state, outbox: [] }))
  await elapse(60_000)
  expect(calls).toHaveLength(1)
})
