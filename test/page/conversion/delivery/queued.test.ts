// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { goOnline } from '../../../support/unit/browser'
import { visit } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { elapse, now, until } from '../../../support/unit/time'
import { stored, useDelivery } from './delivery'

const { sandbox, calls, land, outcomes, postFault } = useDelivery()

describe('the result is', () => {
  test.each([408, 429, 500, 502, 503, 404, 410])('queued on a %d, kept, and sent again', async (status) => {
    postFault({ kind: 'status', status })
    const result = await now((await land()).track({ email: EMAIL }))
    expect(result).toEqual({ status: 'queued', conversionId: null, formSubmissionId: null, reason: `http-${status}` })
    expect(stored()).toHaveLength(1)
    await elapse(3_600_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
    expect(stored()).toEqual([])
  })

  test.each([
    ['half of JSON', { kind: 'garbage' }],
    ['HTML', { kind: 'status', status: 200, body: '<h1>proxy</h1>' }],
    ['nothing', { kind: 'status', status: 204 }],
    ['null', { kind: 'status', status: 200, body: 'null' }],
    [
      'another status',
      { kind: 'status', status: 200, body: '{"status":"ok","conversionId":null,"formSubmissionId":null}' },
    ],
    ['no ids', { kind: 'status', status: 200, body: '{"status":"recorded"}' }],
    [
      'ids that are no text',
      { kind: 'status', status: 200, body: '{"status":"duplicate","conversionId":1,"formSubmissionId":{}}' },
    ],
  ])("queued on an answer that is not the contract's: %s", async (_what, fault) => {
    postFault(fault)
    const result = await now((await land()).track({ email: EMAIL }))
    expect(result.status).toBe('queued')
    expect(stored()).toHaveLength(1)
    await elapse(10_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test("queued with its status where a 200 is not the contract's", async () => {
    postFault({ kind: 'garbage' })
    expect(await now((await land()).track())).toMatchObject({ status: 'queued', reason: 'http-200' })
  })

  test.each([401, 403])('queued with its status on a %d, and with the error', async (status) => {
    postFault({ kind: 'status', status })
    const result = await now((await land()).track({ email: EMAIL }))
    expect(result).toMatchObject({
      status: 'queued',
      conversionId: null,
      formSubmissionId: null,
      reason: `http-${status}`,
      error: { code: expect.any(String), message: expect.any(String) },
    })
    expect(stored()).toHaveLength(1)
  })

  test('queued without a key, and sent when a page has one', async () => {
    const page = await land({ tag: {} })
    expect(await now(page.track({ email: EMAIL }))).toEqual({
      status: 'queued',
      conversionId: null,
      formSubmissionId: null,
      reason: 'no-key',
    })
    await elapse(60_000)
    expect(calls).toEqual([])
    await visit(SHOP)
    await elapse(5_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('recorded where the browser says that it is offline, and is not: a hint, as of virtual adapters', async () => {
    const page = await land()
    goOnline(false)
    expect(await now(page.track({ email: EMAIL }))).toMatchObject({ status: 'recorded' })
  })

  test('queued after 3 seconds without an answer', async () => {
    postFault({ kind: 'delay', delayMs: 5_000 })
    const result = until((await land()).track({ email: EMAIL }))
    await elapse(2_999)
    expect(result.value).toBeUndefined()
    await elapse(1)
    expect(result.value).toEqual({ status: 'queued', conversionId: null, formSubmissionId: null, reason: 'waiting' })
    await elapse(5_000)
    expect(outcomes()).toEqual(['recorded'])
    expect(stored()).toEqual([])
    expect(result.value?.status).toBe('queued')
  })
})
