import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { affiliate } from '../../../support/unit/page'
import { SHOP } from '../../../support/unit/shop'
import { land, landing, TAG, visit } from './debug'

describe('debug()', () => {
  test('starts the page, if it is the first call, and tells what is known then', async () => {
    await visit(SHOP, { tag: TAG, navigation: await landing() })
    expect(affiliate().debug?.()).toMatchObject({
      consent: 'granted',
      clickFrom: 'first-address',
      clickId: expect.any(String),
    })
  })

  test('tells nothing of what is damaged in storage', async () => {
    await land()
    localStorage.setItem('_introw_aff', JSON.stringify({ taken: [], outbox: 'abc' }))
    expect(affiliate().debug?.().outbox).toEqual([])
    const entry = { clickId: 'id', body: '{', madeAt: Date.now(), dueAt: 9e99 }
    localStorage.setItem('_introw_aff', JSON.stringify({ taken: [], outbox: [entry, { ...entry, madeAt: 9e99 }] }))
    expect(affiliate().debug?.().outbox).toEqual([{ body: {}, madeAt: '2026-01-05T12:00:03.000Z', dueAt: '' }])
    localStorage.setItem(
      '_introw_aff',
      JSON.stringify({ taken: [], outbox: [entry, { ...entry, madeAt: { toString: 1 } }] }),
    )
    expect(affiliate().debug?.().outbox).toHaveLength(1)
  })

  test('never throws, whatever is in storage', async () => {
    await land()
    const time = fc.oneof(fc.constant(Date.now()), fc.jsonValue())
    const entry = fc.record(
      {
        clickId: fc.oneof(fc.string(), fc.jsonValue()),
        body: fc.oneof(fc.json(), fc.constant('{'), fc.jsonValue()),
        madeAt: time,
        dueAt: time,
        publishableKey: fc.jsonValue(),
        heldFor: fc.jsonValue(),
      },
      { requiredKeys: ['clickId', 'body'] },
    )
    const state = fc.record(
      {
        click: fc.jsonValue(),
        taken: fc.oneof(fc.constant([]), fc.jsonValue()),
        outbox: fc.oneof(fc.array(entry), fc.jsonValue()),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          state.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          localStorage.setItem('_introw_aff', text)
          expect(affiliate().debug?.()).toMatchObject({ consent: 'granted', outbox: expect.any(Array) })
        },
      ),
      { numRuns: 500 },
    )
  })
})
