// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSandbox } from '../../../src/sandbox'
import { checkBody } from '../../../src/sandbox/body'
import { violations } from '../../support/contract'
import { follow, PAGE_HEADERS, post, request, SERVER_HEADERS } from './post'

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
    const validities = new Set<boolean>()
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
          validities.add(valid)
          expect(checkBody(body).length === 0).toBe(valid)
        },
      ),
      { numRuns: RUNS },
    )
    expect(validities.size).toBe(2)
  })

  test("agrees with the contract's schema on e-mail addresses", PATIENCE, () => {
    const validities = new Set<boolean>()
    fc.assert(
      fc.property(fc.oneof(emailish, fc.emailAddress()), (email) => {
        const valid = violations('AffiliateConversionRequest', { clickId: 'aff_1', email }).length === 0
        validities.add(valid)
        expect(checkBody({ clickId: 'aff_1', email }).length === 0).toBe(valid)
      }),
      { numRuns: RUNS },
    )
    expect(validities.size).toBe(2)
  })
})

describe('the body', () => {
  const sandbox = createSandbox()

  test.each([
    ['no JSON', '{"clickId":', ''],
    ['empty', '', ''],
    ['a list', [], ''],
    ['null', 'null', ''],
    ['a click id that is no text', { clickId: 3 }, 'clickId'],
    ['a click id that is null', { clickId: null }, 'clickId'],
    ['a click id of 257 characters', { clickId: 'a'.repeat(257) }, 'clickId'],
    ['an e-mail that is none', { email: 'ada@studio' }, 'email'],
    ['an e-mail whose label ends in a hyphen', { email: 'ada@studio-.example' }, 'email'],
    ['an unknown key', { plan: 'grove' }, 'plan'],
    ['a nested property', { properties: { address: {} } }, 'properties.address'],
    ['properties that are a list', { properties: [] }, 'properties'],
    ['an empty publishable key', { publishableKey: '' }, 'publishableKey'],
  ])('with %s is refused with 422, which says where', async (_, body, place) => {
    const { status, body: answer } = await post(sandbox, body)
    expect([status, answer.error?.code]).toEqual([422, 'validation_failed'])
    expect(answer.error?.details).toEqual([{ path: place, message: expect.any(String) }])
  })

  test('counts characters, not UTF-16 units', async () => {
    expect((await post(sandbox, { clickId: '🍎'.repeat(256) })).body.status).toBe('ignored')
    expect((await post(sandbox, { clickId: '🍎'.repeat(257) })).status).toBe(422)
  })

  test('is checked before the click', async () => {
    const clickId = await follow(sandbox)
    expect((await post(sandbox, { clickId, email: 'no' })).status).toBe(422)
    expect((await post(sandbox, { clickId, email: 'ada@studio.example' })).status).toBe(201)
  })
})

describe('the check of a long body', () => {
  const email = (length: number) => `${'a-.'.repeat(length / 3)}a@shop.example`
  test.each([
    ['an e-mail address of many hyphens and dots', (length: number) => ({ email: email(length) })],
    ['an e-mail address without an end', (length: number) => ({ email: `a@${'b-.'.repeat(length / 3)}` })],
    ['an e-mail address of one character', (length: number) => ({ email: 'a'.repeat(length) })],
    ['an e-mail address of dots', (length: number) => ({ email: 'a.'.repeat(length / 2) })],
  ])('takes time by its length alone, for %s', (_, body) => {
    const timeOf = (length: number) => {
      const value = body(length)
      const times = [1, 2, 3].map(() => {
        const start = performance.now()
        checkBody(value)
        return performance.now() - start
      })
      return Math.min(...times)
    }
    timeOf(1_000)
    // By the square it would be sixteen times as long, and a second at least.
    expect(timeOf(240_000)).toBeLessThan(8 * timeOf(60_000) + 20)
  })

  test('names the first hundred problems, and of each the first characters', () => {
    const body = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`${index}${'x'.repeat(1_000)}`, 1]))
    const problems = checkBody(body)
    expect(problems).toHaveLength(100)
    expect(JSON.stringify(problems).length).toBeLessThan(50_000)
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
