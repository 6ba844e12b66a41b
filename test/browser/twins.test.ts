import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Tab } from '../support/engine.ts'
import { isClean, openShop, type Shop, STUB } from '../support/shop.ts'

const FORM = '11111111-aaaa-4aaa-8aaa-000000000001'
const TWINS = ['/affiliate.js', '/affiliate.debug.js']

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
})

afterAll(() => shop?.close())

/** What a page does, and what it looks like afterwards, but for what differs between two visits of anything. */
async function live(src: string): Promise<unknown> {
  const click = await shop.click()
  const before = shop.sandbox.store.requests.length
  const install = (attributes: string) => STUB + shop.tag(attributes).replace('/affiliate.js', src)
  shop.page('/landing', install(''))
  shop.page('/asking', install('data-consent="required" data-cookie-days="30" data-hubspot="off"'))
  return shop.visit(async (tab) => {
    await tab.goto(`${shop.site.origin()}/landing?a=b%20c&irw_id=${click}#top`)
    await tab.waitFor(isClean)
    const landed = await look(tab)
    await tab.evaluate((id) => {
      const data = { submissionValues: { email: 'ada@acme.example' } }
      window.postMessage({ type: 'hsFormCallback', eventName: 'onFormSubmitted', id, data }, '*')
    }, FORM)
    await expect.poll(() => shop.sandbox.store.requests.length, { timeout: 15_000 }).toBe(before + 1)
    const results = [
      await track(tab, { email: 'a@b', plan: 'pro', properties: { at: 1, no: 'x'.repeat(40_000) } }),
      await track(tab, { email: 'ada@acme.example' }),
    ]
    const converted = await look(tab)
    await tab.goto(`${shop.site.origin()}/asking`)
    // Asked for its click, it does what it has put off.
    await tab.waitFor(() => window.introw?.affiliate?.version && window.introw.affiliate.getClickId())
    await tab.evaluate(() => window.introw?.affiliate?.consent(false))
    results.push(await track(tab, {}))
    const denied = await look(tab)
    const requests = shop.sandbox.store.requests
      .slice(before)
      .map(({ body, status, origin }) => ({ body, status, origin }))
    const text = JSON.stringify({ landed, converted, denied, results, requests })
    return JSON.parse(
      text
        .replaceAll(click, 'CLICK')
        .replaceAll(encodeURIComponent(click), 'CLICK')
        .replace(/(conv|fsub)_\w+/g, 'ID')
        .replace(/max-age=[^;"]*/gi, 'max-age=')
        .replace(/\d{13}/g, 'TIME'),
    ) as unknown
  })
}

const track = (tab: Tab, conversion: object) =>
  tab.evaluate((conversion) => window.introw?.affiliate?.track(conversion), conversion)

const look = (tab: Tab) =>
  tab.evaluate(() => ({
    address: location.href,
    cookie: document.cookie,
    writes: window.__writes,
    storage: { ...localStorage },
    session: { ...sessionStorage },
    errors: [...window.__seen.errors, ...window.__seen.rejections, ...window.__seen.violations],
    members: Object.keys(window.introw?.affiliate ?? {}).filter((name) => name !== 'debug'),
  }))

it('do the same with cookies, storage, the address and the API, in production and in development', async () => {
  const [production, development] = [await live(TWINS[0] ?? ''), await live(TWINS[1] ?? '')]
  expect(production).toMatchObject({
    results: [{ status: 'duplicate' }, { status: 'duplicate' }, { status: 'ignored', reason: 'no-consent' }],
  })
  expect(development).toEqual(production)
})
