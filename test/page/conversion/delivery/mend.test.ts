// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { KEY } from '../../../support/unit/backend'
import { visit } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { elapse, now, settle } from '../../../support/unit/time'
import { stored, useDelivery } from './delivery'

const { sandbox, calls, land, postFault } = useDelivery()

describe('trying again', () => {
  test('is once a page load after a 403, until the merchant mends the allow-list', async () => {
    sandbox.store.updateCampaign('demo', { allowedOrigins: ['https://elsewhere.test'] })
    void (await land()).track({ email: EMAIL })
    await elapse(3_600_000)
    expect(calls).toHaveLength(1)
    await visit(SHOP)
    await elapse(3_600_000)
    expect(calls).toHaveLength(2)
    sandbox.store.updateCampaign('demo', { allowedOrigins: ['https://www.shop.test'] })
    await visit(SHOP)
    await elapse(3_600_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('is once a page load after a 401, and uses the key of the mended tag', async () => {
    void (await land({ tag: { 'data-publishable-key': 'pk_wrong' } })).track({ email: EMAIL })
    await elapse(3_600_000)
    expect(calls).toHaveLength(1)
    expect(stored()[0]).not.toHaveProperty('k')
    await visit(SHOP)
    await elapse(3_600_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('keeps the key that its call gave', async () => {
    postFault({ kind: 'status', status: 500 })
    void (await land({ tag: { 'data-publishable-key': 'pk_wrong' } })).track({ email: EMAIL, publishableKey: KEY })
    await settle()
    await visit(SHOP, { tag: { 'data-publishable-key': 'pk_wrong' } })
    await elapse(10_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('ends the same way after a 403 without CORS headers', async () => {
    postFault({ kind: 'status', status: 403, cors: false, times: 5 })
    expect(await now((await land()).track({ email: EMAIL }))).toMatchObject({ status: 'queued', reason: 'network' })
    await elapse(3_600_000)
    await visit(SHOP)
    await elapse(3_600_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })
})
