// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { visit } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { elapse, now, settle } from '../../../support/unit/time'
import { stored, useDelivery } from './delivery'

const { sandbox, calls, land, postFault } = useDelivery()

describe('one conversion', () => {
  test('of the same click and body is one promise, one entry and one request while in flight', async () => {
    const page = await land()
    const first = page.track({ email: EMAIL })
    const second = page.track({ email: EMAIL })
    expect(second).toBe(first)
    expect(stored()).toHaveLength(1)
    expect((await now(second)).status).toBe('recorded')
    expect(calls).toHaveLength(1)
  })

  test('called again after its answer is sent again, and is a duplicate', async () => {
    const page = await land()
    await now(page.track({ email: EMAIL }))
    expect((await now(page.track({ email: EMAIL }))).status).toBe('duplicate')
  })

  test('of a reloaded thank-you page is one entry', async () => {
    sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'status', status: 503 })
    void (await land()).track({ email: EMAIL })
    await settle()
    void (await visit(SHOP)).track({ email: EMAIL })
    await settle()
    expect(stored()).toHaveLength(1)
  })

  test('called again while it waits to be tried is not sent before its time', async () => {
    postFault({ kind: 'status', status: 503, retryAfterSeconds: 60 })
    const page = await land()
    void page.track({ email: EMAIL })
    await settle()
    const again = page.track({ email: EMAIL })
    await elapse(3_000)
    expect((await now(again)).status).toBe('queued')
    expect(calls).toHaveLength(1)
  })
})
