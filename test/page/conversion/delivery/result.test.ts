// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import type { Affiliate, ConversionResult } from '../../../../src/types'
import { cookieOn } from '../../../support/unit/browser'
import { newVisitor, visit } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { elapse, now } from '../../../support/unit/time'
import { stored, useDelivery } from './delivery'

const { backend, sandbox, calls, land, postFault } = useDelivery()

describe('the result is', () => {
  test('recorded, with the ids of the API', async () => {
    const result = await now((await land()).track({ email: EMAIL }))
    const { id, formSubmissionId } = sandbox.store.conversions[0] ?? {}
    expect(result).toEqual({ status: 'recorded', conversionId: id, formSubmissionId })
    expect(stored()).toEqual([])
  })

  test('duplicate for a click that was converted before', async () => {
    const page = await land()
    await now(page.track({ properties: { n: 1 } }))
    expect(await now(page.track({ properties: { n: 2 } }))).toEqual({
      status: 'duplicate',
      conversionId: null,
      formSubmissionId: null,
    })
    expect(stored()).toEqual([])
  })

  test('ignored by the API for a click that it does not know', async () => {
    const page = await visit(`${SHOP}?irw_id=forged`)
    expect(await now(page.track())).toEqual({
      status: 'ignored',
      conversionId: null,
      formSubmissionId: null,
      reason: 'api',
    })
    expect(stored()).toEqual([])
  })

  test('ignored without a click, without a request and without a trace', async () => {
    const page = await visit(SHOP)
    expect(await now(page.track({ email: EMAIL }))).toEqual({
      status: 'ignored',
      conversionId: null,
      formSubmissionId: null,
      reason: 'no-click',
    })
    expect(calls).toEqual([])
    expect(localStorage.length).toBe(0)
  })

  test.each([400, 422])('rejected on a %d, which is not kept', async (status) => {
    postFault({ kind: 'status', status })
    const result = await now((await land()).track({ email: EMAIL }))
    expect(result).toMatchObject({
      status: 'rejected',
      conversionId: null,
      formSubmissionId: null,
      error: { code: expect.any(String), message: expect.any(String) },
    })
    expect(stored()).toEqual([])
    await elapse(60_000)
    expect(calls).toHaveLength(1)
  })

  test('rejected with http-<status> where the API gave no code', async () => {
    postFault({ kind: 'status', status: 422, body: '<h1>no</h1>' })
    expect(await now((await land()).track())).toMatchObject({
      status: 'rejected',
      error: { code: 'http-422', message: expect.any(String) },
    })
  })

  test('never a rejection: fetch missing, fetch throwing at once, fetch answering nonsense', async () => {
    for (const fetch of [
      undefined,
      () => {
        throw new Error('patched')
      },
      () => undefined,
      () => Promise.resolve({}),
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a careless wrapper's
      () => Promise.reject(undefined),
    ]) {
      newVisitor(backend)
      const page = await land()
      vi.stubGlobal('fetch', fetch)
      const result = page.track({ email: EMAIL })
      await elapse(3_000)
      expect((await now(result)).status).toBe('queued')
      expect(stored()).toHaveLength(1)
    }
  })

  test('there for every careless call', async () => {
    const page = await land()
    const careless: unknown[] = [
      null,
      0,
      '',
      'email',
      [],
      () => 1,
      Symbol('s'),
      1n,
      { email: {} },
      { properties: null },
      { properties: 'x' },
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('no')
          },
        },
      ),
      { properties: { replace: 'x' } },
      { publishableKey: Symbol('s') },
    ]
    for (const [index, conversion] of careless.entries()) {
      const result = await now(page.track(conversion as { email: string }))
      expect(['recorded', 'duplicate'], `careless call ${index}`).toContain(result.status)
    }
  })
})

test('results of all kinds have the shape that their type says', async () => {
  const results: ConversionResult[] = []
  const collect = async (page: Affiliate) => results.push(await now(page.track({ properties: { n: results.length } })))
  const page = await land()
  await collect(page)
  await collect(page)
  for (const status of [422, 500, 401]) {
    postFault({ kind: 'status', status })
    await collect(await land())
  }
  newVisitor(backend)
  await collect(await visit(`${SHOP}?irw_id=forged`))
  expect(results.map(({ status }) => status)).toEqual([
    'recorded',
    'duplicate',
    'rejected',
    'queued',
    'queued',
    'ignored',
  ])
  for (const result of results) {
    const { conversionId, formSubmissionId, status } = result
    if (status !== 'recorded') expect([conversionId, formSubmissionId]).toEqual([null, null])
    expect('reason' in result).toBe(status === 'queued' || status === 'ignored')
  }
  expect(cookieOn(SHOP)).toBe('forged')
})
