import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundle } from '../support/bundle.ts'
import type { Tab } from '../support/engine.ts'
import type { SeenRequest } from '../support/site.ts'
import { isClean, openShop, type Shop } from '../support/shop.ts'

const EMAIL = 'ada@acme.example'

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
  const script = await bundle('test/apps/neighbours/sentry.js')
  shop.site.page('/sentry.js', () => new Response(script, { headers: { 'content-type': 'text/javascript' } }))
  shop.site.page('/sentry', () => Response.json({}))
  // Under an origin of its own, as Introw's is.
  const tag = shop.tag().replace(shop.site.origin(), shop.site.origin('api.introw.localhost'))
  shop.page('/', `<script src="/sentry.js"></script>${tag}`)
  shop.page('/debug', `<script src="/sentry.js"></script>${tag.replace('affiliate.js', 'affiliate.debug.js')}`)
}, 120_000)

afterAll(() => shop?.close())

describe("a conversion on a page whose Sentry adds its headers to every request, which the API's preflight refuses", () => {
  it('is recorded, and arrives once', () =>
    shop.visit(async (tab) => {
      const click = await land(tab, '/')
      const before = shop.site.requests.length
      await track(tab)
      await tab.waitFor(() => localStorage.getItem('_introw_aff')?.endsWith('"outbox":[]}'))
      expect(shop.sandbox.store.conversion(click)).toMatchObject({ email: EMAIL })
      const sent = shop.site.requests.slice(before).filter(isToApi)
      expect(sent[0]?.headers['access-control-request-headers']).toContain('sentry-trace')
      expect(sent.filter(({ method }) => method === 'POST')).toHaveLength(1)
    }))

  it('is told of by the development build, with the setting to change', () =>
    shop.visit(async (tab) => {
      await land(tab, '/debug')
      await track(tab)
      const remedy = await tab.waitFor(
        () => window.introw?.affiliate?.debug?.().messages.find(({ code }) => code === 'unreachable')?.remedy,
      )
      expect(remedy).toContain("if it adds headers (Sentry's tracePropagationTargets), leave the API host out of them")
    }))
})

async function land(tab: Tab, path: string): Promise<string> {
  const click = await shop.click()
  await tab.goto(`${shop.site.origin()}${path}?irw_id=${click}`)
  await tab.waitFor(isClean)
  return click
}

function isToApi({ url }: SeenRequest): boolean {
  return new URL(url).pathname === '/api/v1/affiliate/conversions'
}

function track(tab: Tab): Promise<void> {
  return tab.evaluate((email) => void window.introw?.affiliate?.track({ email }), EMAIL)
}
