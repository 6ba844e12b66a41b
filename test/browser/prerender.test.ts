import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { poll } from '../support/poll.ts'
import { openShop, type Shop } from '../support/shop.ts'

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop?.close())

describe('a page that the browser prerenders by speculation rules', () => {
  it('stores and sends nothing before it is shown, and has the click then; where the engine knows no such rules, it is only shown', () =>
    shop.visit(async (tab) => {
      const click = await shop.click()
      const address = `${shop.site.origin()}/next?irw_id=${click}`
      // It says by a request that its script has run, and tries to convert.
      const body = `<script>
        introw.affiliate.ready(() => {
          introw.affiliate.track({ email: 'ada@acme.example' })
          setTimeout(() => fetch('/ran?' + document.prerendering), 1000)
        })
      </script>`
      shop.site.page('/ran', 'ok')
      shop.page('/next', undefined, body)
      const rules = { prerender: [{ source: 'list', urls: [address], eagerness: 'immediate' }] }
      shop.page(
        '/',
        `<script type="speculationrules">${JSON.stringify(rules)}</script>`,
        `<a id="next" href="${address}">Next</a>`,
      )
      await tab.goto(`${shop.site.origin()}/`)
      const isKnown = await tab.evaluate(() => HTMLScriptElement.supports?.('speculationrules') === true)
      expect(isKnown).toBe(shop.engine.name === 'chromium')
      if (isKnown) {
        await poll('the script on the prerendered page', async () =>
          shop.site.requests.some(({ url }) => url.endsWith('/ran?true')),
        )
        expect(await tab.evaluate(() => document.cookie)).toBe('')
        expect(await tab.evaluate(() => localStorage.length)).toBe(0)
        expect(shop.sandbox.store.requests).toEqual([])
      }
      await tab.click('#next')
      await tab.waitFor((id) => document.cookie.includes(`_introw_aff=${id}`), click)
      const entry = await tab.evaluate(() => performance.getEntriesByType('navigation')[0]?.toJSON() as unknown)
      if (isKnown) expect(entry).toMatchObject({ activationStart: expect.any(Number) })
      if (isKnown) expect((entry as { activationStart: number }).activationStart).toBeGreaterThan(0)
      await poll('the conversion', async () => shop.sandbox.store.conversion(click) !== undefined)
    }))
})
