import { afterAll, beforeAll, expect, it } from 'vitest'
import { serveSandbox, type Served } from '@introw/affiliate/sandbox'
import { isClean, KEY, openShop, readSeen, type Shop, STUB } from '../support/shop.ts'
import { violations } from '../support/contract.ts'

let shop: Shop
let introw: Served

beforeAll(async () => {
  shop = await openShop()
  introw = await serveSandbox({ port: 0, linkHost: 'introw.localhost' })
  introw.sandbox.store.updateCampaign('demo', { destination: `${shop.site.origin()}/?plan=pro#top` })
  const tag = `${STUB}<script async src="/affiliate.js" data-publishable-key="${KEY}" data-api-host="${introw.url}"></script>`
  shop.page('/', tag)
  shop.page('/sign-up', tag, '<button onclick="signUp()">Sign up</button>')
  shop.page('/thank-you', tag)
})

afterAll(() => Promise.all([shop?.close(), introw?.close()]))

it('carries a click from the partner link to a recorded conversion', () =>
  shop.visit(async (tab) => {
    await tab.goto(`${introw.url}/r/demo`)
    await tab.waitFor(isClean)
    expect(await tab.url()).toBe(`${shop.site.origin()}/?plan=pro#top`)

    for (const status of ['recorded', 'duplicate']) {
      await tab.goto(`${shop.site.origin('app.shop.localhost')}/sign-up`)
      await tab.evaluate((nth: string) => {
        Object.assign(window, {
          signUp() {
            void window.introw?.affiliate?.track({ email: 'ada@acme.example', properties: { plan: 'pro', nth } })
            location.href = '/thank-you'
          },
        })
      }, status)
      await tab.click('button')
      await tab.waitFor(() => document.title === '/thank-you')
      // The second waits for the lease of the first, whose answer came when its page was gone.
      await expect.poll(() => introw.sandbox.store.requests.at(-1)?.outcome, { timeout: 30_000 }).toBe(status)
      expect(await tab.evaluate(readSeen)).toEqual([])
    }
    expect(introw.sandbox.store.clicks).toHaveLength(1)
    expect(introw.sandbox.store.conversions).toHaveLength(1)
    expect(JSON.parse(introw.sandbox.store.requests[0]?.body ?? '')).toMatchObject({
      email: 'ada@acme.example',
      properties: { plan: 'pro' },
    })
  }))

it('sends a valid body, and resolves, whatever a page passes', () =>
  shop.visit(async (tab) => {
    const before = introw.sandbox.store.requests.length
    await tab.goto(`${introw.url}/r/demo`)
    await tab.waitFor(() => window.introw?.affiliate?.version)
    const statuses = await tab.evaluate(async () => {
      const cycle: Record<string, unknown> = { a: 1 }
      cycle.self = cycle
      const throwing = {
        get plan() {
          throw new Error('no')
        },
        ok: 1,
      }
      const careless: unknown[] = [
        undefined,
        null,
        'lead@acme.example',
        42,
        [],
        () => {},
        Symbol('x'),
        new Event('click'),
        document.body,
        window,
        { email: '  Lead@Acme.Example ' },
        { email: 'no e-mail' },
        { email: 'a@-b.com' },
        { email: 'a..b@c.de' },
        { email: { a: 1 } },
        { email: 'x'.repeat(300) + '@acme.example' },
        { email: null, properties: null },
        { email: 'bad@', properties: { email: 'mine' } },
        { properties: { at: new Date(0), never: new Date(NaN) } },
        { properties: { nested: { a: [1, { b: 2 }] }, list: [1, 2] } },
        { properties: { cycle, ok: true } },
        { properties: throwing },
        { properties: { n: NaN, i: Infinity, big: 10n, u: undefined, f() {} } },
        { properties: { text: 'ä€😀'.repeat(34_000) } },
        { properties: { half: '\ud83d', whole: '😀' } },
        {
          properties: Object.fromEntries(Array.from({ length: 3000 }, (_, index) => ['key' + index, 'value ' + index])),
        },
        { properties: new Map([['a', 1]]) },
        { properties: 'text' },
        { unknown: 1, clickId: 'forged', publishableKey: '\n' },
        { properties: JSON.parse('{"__proto__":{"a":1},"constructor":"x"}') },
        new Proxy(
          {},
          {
            get: () => {
              throw new Error('no')
            },
          },
        ),
      ]
      const track = window.introw?.affiliate?.track as (conversion: unknown) => Promise<{ status: string }>
      const statuses: string[] = []
      for (const conversion of careless) statuses.push((await track(conversion)).status)
      return statuses
    })
    expect(statuses.length).toBeGreaterThanOrEqual(30)
    expect(statuses).toEqual(['recorded', ...Array(statuses.length - 1).fill('duplicate')])
    expect(introw.sandbox.store.requests.length - before).toBe(statuses.length)
    for (const { body, status } of introw.sandbox.store.requests.slice(before)) {
      expect(status).toBeLessThan(202)
      expect(violations('AffiliateConversionRequest', JSON.parse(body))).toEqual([])
    }
    expect(await tab.evaluate(readSeen)).toEqual([])
  }))
