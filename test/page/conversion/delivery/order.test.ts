// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { visit } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { elapse, now, settle, sleep } from '../../../support/unit/time'
import { useDelivery } from './delivery'

const { sandbox, calls, land, postFault } = useDelivery()

describe('two conversions', () => {
  test('of one click go out in the order of their calls', async () => {
    const page = await land()
    const results = [
      page.track({ properties: { n: 1 } }),
      page.track({ properties: { n: 2 } }),
      page.track({ properties: { n: 3 } }),
    ]
    expect(calls).toHaveLength(1)
    await settle()
    expect(calls.map(({ body }) => body.properties?.n)).toEqual([1, 2, 3])
    expect((await now(Promise.all(results))).map(({ status }) => status)).toEqual([
      'recorded',
      'duplicate',
      'duplicate',
    ])
  })

  test('of one click keep their order when the first has to be tried again', async () => {
    postFault({ kind: 'status', status: 500, times: 2 })
    const page = await land()
    void page.track({ properties: { n: 1 } })
    void page.track({ properties: { n: 2 } })
    await elapse(60_000)
    expect(sandbox.store.conversions).toMatchObject([{ properties: { n: 1 } }])
    expect(calls.map(({ body }) => body.properties?.n)).toEqual([1, 1, 1, 2])
  })

  test('of one click keep their order over pages', async () => {
    sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'drop' })
    const page = await land()
    void page.track({ properties: { n: 1 } })
    await settle()
    void page.track({ properties: { n: 2 } })
    await settle()
    sandbox.faults.clear()
    sleep(60_000)
    const next = await visit(SHOP)
    void next.track({ properties: { n: 3 } })
    await elapse(5_000)
    expect(sandbox.store.conversions).toMatchObject([{ properties: { n: 1 } }])
  })

  test('of two clicks do not wait for each other', async () => {
    postFault({ kind: 'delay', delayMs: 10_000 })
    void (await land()).track({ email: EMAIL })
    await settle()
    expect((await now((await land()).track({ email: 'b@acme.example' }))).status).toBe('recorded')
  })

  test('of one click do not wait for one that the merchant has to mend', async () => {
    const page = await land()
    void page.track({ properties: { n: 1 }, publishableKey: 'pk_wrong' })
    await settle()
    expect((await now(page.track({ properties: { n: 2 } }))).status).toBe('recorded')
  })
})
