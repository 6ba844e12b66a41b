// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../../src/sandbox'
import { path } from '../../support/contract'
import { API, follow, post } from './post'

const PATIENCE = { timeout: 60_000 }
let sandbox: Sandbox
beforeEach(() => {
  sandbox = createSandbox()
})

describe('the store', () => {
  test('keeps the last thousand requests and preflights, and says how many are gone', PATIENCE, async () => {
    for (let count = 0; count < 1_005; count += 1) {
      await post(sandbox, { clickId: `aff_${count}` })
      await sandbox.fetch(new Request(API + path, { method: 'OPTIONS' }))
    }
    expect(sandbox.store.requests).toHaveLength(1_000)
    expect(sandbox.store.requests[0]).toMatchObject({ clickId: 'aff_5' })
    expect(sandbox.store.preflights).toHaveLength(1_000)
    expect(sandbox.store.dropped).toMatchObject({ clicks: 0, requests: 5, preflights: 5 })
    sandbox.reset()
    expect(sandbox.store.dropped).toMatchObject({ requests: 0, preflights: 0 })
  })

  test('keeps ten thousand clicks; one that is gone is ignored', PATIENCE, async () => {
    const [first, second] = [await follow(sandbox), await follow(sandbox)]
    for (let count = 0; count < 9_999; count += 1) {
      sandbox.store.addClick({ clickId: `aff_${count}`, code: 'demo', campaignId: 'demo', at: 0 })
    }
    expect(sandbox.store.clicks).toHaveLength(10_000)
    expect(sandbox.store.dropped).toMatchObject({ clicks: 1 })
    expect((await post(sandbox, { clickId: first })).body.status).toBe('ignored')
    expect((await post(sandbox, { clickId: second })).body.status).toBe('recorded')
  })

  test('knows that a click has converted even where its conversion is gone', async () => {
    const clickId = await follow(sandbox)
    const properties = { note: 'x'.repeat(1_000_000) }
    expect((await post(sandbox, { clickId, properties })).body.status).toBe('recorded')
    for (let count = 0; count < 9; count += 1) await post(sandbox, { clickId: await follow(sandbox), properties })
    expect(sandbox.store.conversion(clickId)).toBeUndefined()
    expect(sandbox.store.dropped.conversions).toBeGreaterThan(0)
    expect((await post(sandbox, { clickId })).body.status).toBe('duplicate')
  })
})
