// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSandbox } from '../../../src/sandbox'
import { checkBody } from '../../../src/sandbox/body'
import { violations } from '../../support/contract'
import { PAGE_HEADERS, post, request, SERVER_HEADERS } from './post'

const RUNS = 10_000
const PATIENCE = { timeout: 120_000 }
const emailish = fc.stringMatching(/^[A-Za-z0-9_'+.@ -]{0,12}@?[A-Za-z0-9.-]{0,14}(\.[A-Za-z]{1,4})?$/)
const scalar = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null))
const bodyish = fc.record(
  {
    clickId: fc.oneof(fc.string({ minLength: 1, maxLength: 300 }), fc.constant('🍎'.repeat(256)), fc.jsonValue()),
    publishableKey: fc.oneof(fc.string({ maxLength: 140 }), fc.jsonValue()),
    email: fc.oneof(emailish, fc.emailAddress(), fc.constant(''), fc.jsonValue()),
    properties: fc.oneof(
      fc.dictionary(fc.string(), scalar),
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.jsonValue(),
    ),
    extra: fc.jsonValue(),
  },
  { requiredKeys: ['clickId'] },
)

describe('the check of a body', () => {
  test("agrees with the contract's schema wherever there is a click id", PATIENCE, () => {
    const verdicts = new Set<boolean>()
    fc.assert(
      fc.property(
        fc.oneof(
          bodyish,
          bodyish.map(({ extra: _, ...body }) => body),
          fc.jsonValue(),
        ),
        (body) => {
          if (lacksClickId(body)) return
          const valid = violations('AffiliateConversionRequest', body).length === 0
          verdicts.add(valid)
          expect(checkBody(body).length === 0).toBe(valid)
        },
      ),
      { numRuns: RUNS },
    )
    expect(verdicts.size).toBe(2)
  })

  test("agrees with the contract's schema on e-mail addresses", PATIENCE, () => {
    const verdicts = new Set<boolean>()
    fc.assert(
      fc.property(fc.oneof(emailish, fc.emailAddress()), (email) => {
        const valid = violations('AffiliateConversionRequest', { clickId: 'aff_1', email }).length === 0
        verdicts.add(valid)
        expect(checkBody({ clickId: 'aff_1', email }).length === 0).toBe(valid)
      }),
      { numRuns: RUNS },
    )
    expect(verdicts.size).toBe(2)
  })
})

describe('the endpoint', () => {
  test('answers any body as the contract allows, and never with 500', PATIENCE, async () => {
    const sandbox = createSandbox()
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string(),
          fc.json(),
          bodyish.map((body) => JSON.stringify(body)),
        ),
        async (body) => {
          for (const headers of [PAGE_HEADERS, SERVER_HEADERS]) {
            expect([200, 422]).toContain((await post(sandbox, body, headers)).status)
          }
        },
      ),
      { numRuns: 1_000 },
    )
  })

  test('answers a body of any bytes', PATIENCE, async () => {
    const sandbox = createSandbox()
    await fc.assert(
      fc.asyncProperty(fc.uint8Array(), async (bytes) => {
        const init = { method: 'POST', headers: PAGE_HEADERS, body: new Uint8Array(bytes) }
        const response = await sandbox.fetch(new Request(request('').url, init))
        expect(response.status).toBeLessThan(500)
      }),
    )
  })
})

function lacksClickId(body: unknown): boolean {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return false
  const clickId: unknown = Object.getOwnPropertyDescriptor(body, 'clickId')?.value
  return clickId === undefined || clickId === ''
}
