import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { VENDORS, type Vendor } from '../page/integrations/vendors/told.ts'
import type { Tab } from '../support/engine.ts'
import { poll } from '../support/poll.ts'
import { KEY, openShop, STUB, type Shop } from '../support/shop.ts'

let shop: Shop

beforeAll(async () => {
  shop = await openShop({ https: true })
  shop.page('/thanks')
})
afterAll(() => shop?.close())

/** Every vendor's name leads here, and a stranger's. */
const visit = <R>(work: (tab: Tab) => Promise<R>) => {
  const place = `127.0.0.1:${shop.site.port}`
  const names = ['calendly.com', 'cal.com', 'chilipiper.com', 'typeform.com', 'default.com', 'evil.test', 'localhost']
  const hosts = Object.fromEntries(names.flatMap((name) => [name, `*.${name}`].map((host) => [host, place])))
  return shop.visit(work, { hosts })
}

describe.each(Object.entries(VENDORS))("%s's own frame, under its real name over https", (_, vendor) => {
  it('counts once, with a redirect in the same moment', () =>
    visit(async (tab) => {
      const click = await succeed(tab, vendor, new URL(vendor.success.src))
      await poll('the conversion', async () => conversionsOf(click).length > 0)
      expect(conversionsOf(click)).toMatchObject([{ email: vendor.email, properties: vendor.properties }])
      expect(outcomesOf(click).filter((outcome) => outcome === 'recorded')).toHaveLength(1)
    }))

  it('counts nothing from a frame of somebody else’s', () =>
    visit(async (tab) => {
      const { pathname, search } = new URL(vendor.success.src)
      const click = await succeed(tab, vendor, new URL(pathname + search, 'https://evil.test'))
      expect(await tab.evaluate(() => localStorage.getItem('_introw_aff'))).toContain(click)
      expect(await tab.evaluate(() => localStorage.getItem('_introw_aff'))).not.toContain('properties')
      expect(outcomesOf(click)).toEqual([])
    }))
})

const conversionsOf = (click: string) => shop.sandbox.store.conversions.filter(({ clickId }) => clickId === click)
const outcomesOf = (click: string) =>
  shop.sandbox.store.requests.filter(({ clickId }) => clickId === click).map(({ outcome }) => outcome)

/** Lands on a page with a frame of this address, which posts the vendor's success; the page goes on in the same moment. */
async function succeed(tab: Tab, { setting, success }: Vendor, frame: URL): Promise<string> {
  const click = await shop.click()
  const tag = `<script async src="/affiliate.full.js" data-publishable-key="${KEY}" data-api-host="${shop.site.origin()}" data-${setting}="on"></script>`
  shop.site.page(
    frame.pathname,
    `<!doctype html><script>(${post.toString()})(${JSON.stringify(success.data)})</script>`,
  )
  shop.page('/page', `${STUB}${tag}<script>(${goOn.toString()})()</script>`, `<iframe src="${frame.href}"></iframe>`)
  await tab.goto(`${shop.site.origin()}/page?irw_id=${click}`)
  await tab.waitFor(() => window.introw?.affiliate?.version && document.readyState === 'complete')
  await tab.evaluate(() => document.querySelector('iframe')?.contentWindow?.postMessage('go', '*'))
  await tab.waitFor(() => location.pathname === '/thanks')
  return click
}

/** In the frame. */
function post(data: unknown): void {
  addEventListener('message', (event) => event.data === 'go' && parent.postMessage(data, '*'))
}

/** In the page: as a vendor's redirect does. */
function goOn(): void {
  addEventListener('message', () => (location.href = '/thanks'))
}
