import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PLATFORMS } from '../page/integrations/consent/platforms.ts'
import type { Tab } from '../support/engine.ts'
import { poll } from '../support/poll.ts'
import { KEY, openShop, type Shop, STUB } from '../support/shop.ts'
import { bundleStandIns } from '../support/standins.ts'

/** These have their own code on their pages: `banners.test.ts`. */
const REAL = ['vanilla-cookieconsent', 'klaro', 'tcf']

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
  const code = await bundleStandIns()
  shop.site.page('/standins.js', () => new Response(code, { headers: { 'content-type': 'text/javascript' } }))
})
afterAll(() => shop?.close())

describe.each(Object.keys(PLATFORMS).filter((name) => !REAL.includes(name)))('behind %s, by its stand-in,', (name) => {
  it('a yes keeps the click and sends what has waited, and nothing is written or sent before it', () =>
    visit(name, async (tab, click) => {
      await tab.evaluate(() => void window.introw?.affiliate?.track({ email: 'ada@acme.example' }))
      // What waits is answered after 3 seconds; all that is done at once is done by then.
      expect(await tab.evaluate(() => window.introw?.affiliate?.track())).toMatchObject({ reason: 'undecided' })
      expect(await count(tab, click)).toEqual({ cookies: [], stored: null, requests: 0 })
      await tab.evaluate((of) => window.standins.PLATFORMS[of]?.answer(window.standins.PLATFORMS[of].categories), name)
      await tab.waitFor((id) => document.cookie.includes(`_introw_aff=${id}`), click)
      await poll('the conversion', async () => shop.sandbox.store.conversion(click) !== undefined)
    }))

  it('a no keeps nothing', () =>
    visit(name, async (tab, click) => {
      await tab.evaluate((of) => window.standins.PLATFORMS[of]?.answer([]), name)
      await tab.waitFor(async () => (await window.introw?.affiliate?.track())?.status === 'ignored')
      expect(await count(tab, click)).toEqual({ cookies: [], stored: null, requests: 0 })
    }))
})

/** Lands on a page whose platform has come, and has not been answered. */
async function visit(name: string, work: (tab: Tab, click: string) => Promise<void>): Promise<void> {
  const consent = name.split(' ')[0] ?? ''
  const tag = `<script async src="/affiliate.full.js" data-publishable-key="${KEY}" data-api-host="${shop.site.origin()}" data-consent="${consent}"></script>`
  const come = `<script>standins.PLATFORMS[${JSON.stringify(name)}].come('new')</script>`
  shop.page('/', `${STUB}${tag}<script src="/standins.js"></script>${come}`)
  await shop.visit(async (tab) => {
    const click = await shop.click()
    await tab.goto(`${shop.site.origin()}/?irw_id=${click}`)
    await tab.waitFor(() => document.readyState === 'complete' && window.introw?.affiliate?.version)
    await work(tab, click)
  })
}

async function count(tab: Tab, click: string) {
  const requests = shop.sandbox.store.requests.filter(({ clickId }) => clickId === click).length
  const [cookies, stored] = await tab.evaluate(
    () => [window.__writes.filter((text) => text.includes('introw')), localStorage.getItem('_introw_aff')] as const,
  )
  return { cookies, stored, requests }
}
