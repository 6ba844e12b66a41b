// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../../src/sandbox'
import { path as conversions } from '../../support/contract'
import { PAGE_HEADERS } from './post'

const HOME = 'http://introw.localhost:4001'
const RUNS = { numRuns: 1_000 }
const PATIENCE = { timeout: 120_000 }

const ROUTES = [
  ['POST', '/sandbox/clock'],
  ['POST', '/sandbox/faults'],
  ['DELETE', '/sandbox/faults'],
  ['PATCH', '/sandbox/campaigns/demo'],
  ['PATCH', '/sandbox/campaigns/__proto__'],
  ['POST', '/sandbox/clicks'],
  ['POST', '/sandbox/reset'],
  ['POST', conversions],
  ['GET', '/r/demo'],
] as const

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\ud800', '__proto__', 'constructor', 'toString', '<script>', '\r\n\r\n', 'x'.repeat(100_000)),
)
const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -1, 1e308, 8.64e15, 253_402_214_400_000, 2 ** 53))
const nested = fc.constantFrom(1, 10, 100, 1_000, 10_000, 50_000).map((depth) => '['.repeat(depth) + ']'.repeat(depth))
const leaf = fc.oneof(text, number, fc.boolean(), fc.constant(null), fc.jsonValue())

const span = fc.dictionary(fc.constantFrom('days', 'hours', 'minutes', 'ms', 'weeks'), number)
const clock = record({
  advance: fc.oneof(span, leaf),
  set: fc.oneof(number, text),
  reset: fc.oneof(fc.boolean(), leaf),
})
const fault = record({
  on: fc.oneof(fc.constantFrom('post', 'preflight'), leaf),
  times: fc.oneof(fc.constantFrom(1, 2, 'until-lifted'), leaf),
  kind: fc.oneof(fc.constantFrom('status', 'delay', 'drop', 'lost-answer', 'garbage'), leaf),
  status: fc.oneof(fc.integer({ min: 100, max: 700 }), leaf),
  delayMs: fc.constantFrom(0, -1),
  body: fc.oneof(text, leaf),
  contentType: fc.oneof(text, leaf),
  retryAfterSeconds: fc.oneof(number, leaf),
  cors: fc.oneof(fc.boolean(), leaf),
})
const campaign = record({
  name: leaf,
  destination: fc.oneof(fc.webUrl(), leaf),
  publishableKey: leaf,
  allowedOrigins: fc.oneof(fc.array(fc.oneof(fc.webUrl(), text)), leaf),
  windowDays: number,
  fieldMapping: fc.oneof(fc.dictionary(text, text), leaf),
})
const conversion = record({ clickId: leaf, email: leaf, publishableKey: leaf, properties: fc.dictionary(text, leaf) })
const body = fc.oneof(
  fc
    .oneof(clock, fault, campaign, conversion, record({ code: leaf }), fc.jsonValue())
    .map((value) => JSON.stringify(value)),
  text,
  nested,
  nested.map(
    (value) => `{"code":${value},"name":${value},"advance":${value},"kind":"drop","properties":{"a":${value}}}`,
  ),
)
const request = fc.record({ route: fc.constantFrom(...ROUTES), body })

describe('after any requests', () => {
  test('that are sent to any control, each has its answer, and the inspector works', PATIENCE, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 4 }), async (requests) => {
        const sandbox = createSandbox()
        for (const { route, body: sent } of requests) await expectAnswer(sandbox, route, sent)
        await expectInspector(sandbox)
      }),
      RUNS,
    )
  })

  test('in any order of moves, clicks and conversions, no row is missing', PATIENCE, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(clock, { maxLength: 3 }), async (moves) => {
        const sandbox = createSandbox()
        for (const move of moves) {
          await send(sandbox, ['POST', '/sandbox/clock'], JSON.stringify(move))
          const { clickId } = await (await send(sandbox, ['POST', '/sandbox/clicks'], '{}')).json()
          await send(sandbox, ['POST', conversions], JSON.stringify({ clickId }))
        }
        await expectInspector(sandbox)
        expect(sandbox.store.requests).toHaveLength(moves.length)
      }),
      RUNS,
    )
  })
})

function record<T>(fields: { [Name in keyof T]: fc.Arbitrary<T[Name]> }) {
  return fc.record(fields, { requiredKeys: [] })
}

function send(sandbox: Sandbox, [method, path]: readonly [string, string], sent: string): Promise<Response> {
  const init = method === 'GET' ? { method } : { method, headers: PAGE_HEADERS, body: sent }
  return sandbox.fetch(new Request(HOME + path, init))
}

async function expectAnswer(sandbox: Sandbox, route: readonly [string, string], sent: string): Promise<void> {
  const isFaulty = sandbox.faults.list().length > 0
  const response = await send(sandbox, route, sent)
  if (response.type === 'error') return expect(isFaulty).toBe(true)
  const answer = await response.text()
  if (isFaulty && route[1] === conversions) return
  expect(response.status, `${route.join(' ')} of ${sent.slice(0, 300)}: ${answer}`).toBeLessThan(500)
  expect(answer).not.toMatch(/\n\s+at |Maximum call stack|Cannot read propert/)
}

async function expectInspector(sandbox: Sandbox): Promise<void> {
  for (const path of ['/sandbox/state', '/sandbox/view', '/']) {
    const response = await sandbox.fetch(new Request(HOME + path))
    expect(response.status).toBe(200)
    expect(await response.text()).not.toContain('This cannot be shown')
  }
}
