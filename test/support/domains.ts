import { afterAll, beforeAll } from 'vitest'
import type { Tab, Visitor } from './engine.ts'
import { KEY, openShop, type Shop, STUB } from './shop.ts'

/** Two registrable domains of one merchant's, by their own names: the first hands clicks to the second. */
export function useDomains({ https }: { readonly https: boolean }) {
  const open: { shop?: Shop } = {}
  const started = () => {
    if (!open.shop) throw new Error('No test is running yet.')
    return open.shop
  }
  const scheme = https ? 'https' : 'http'
  const there = `${scheme}://app.other.example`
  /** The install of the full edition. */
  const tag = (attributes = '') =>
    `${STUB}<script async src="/affiliate.full.js" data-publishable-key="${KEY}" data-api-host="${started().site.origin()}" ${attributes}></script>`
  beforeAll(async () => {
    open.shop = await openShop({ https })
    open.shop.page('/there', tag(), '<main>There</main>')
  })
  afterAll(() => open.shop?.close())
  return {
    there,
    /** A page there, whose address has what must not change. */
    target: `${there}/there?sig=a%20b%2F&x#part`,
    tag,
    get shop() {
      return started()
    },
    visit<R>(work: (tab: Tab, visitor: Visitor) => Promise<R>): Promise<R> {
      const { site, visit } = started()
      const place = `127.0.0.1:${site.port}`
      return visit(work, { hosts: { '*.shop.example': place, '*.other.example': place } })
    },
    /** Follows a partner's link to a page of the first domain with this markup. */
    async land(tab: Tab, body: string, head = ''): Promise<string> {
      const { click, page } = started()
      page('/', head + tag('data-link-domains="other.example"'), body)
      const clickId = await click()
      await tab.goto(`${scheme}://www.shop.example/?irw_id=${clickId}`)
      await tab.waitFor(isReady)
      return clickId
    },
    /** What the second domain's server was asked for with the click in it. */
    handed: (clickId: string) =>
      started().site.requests.flatMap(({ url }) => (url.includes('irw_h=') && url.includes(clickId) ? [url] : [])),
  }
}

/** In the page: it has loaded, and the script is there. */
export const isReady = (): boolean => Boolean(window.introw?.affiliate?.version) && document.readyState === 'complete'

/** The visitor is on a page of the second domain, whose address is clean again. */
export const arrived = (tab: Tab, path = '/there'): Promise<boolean> =>
  tab.waitFor(
    (wanted) =>
      location.hostname === 'app.other.example' &&
      location.pathname === wanted &&
      Boolean(window.introw?.affiliate?.version) &&
      document.readyState === 'complete' &&
      !location.href.includes('irw_h'),
    path,
  )

export const clickOf = (tab: Tab): Promise<string | null> =>
  tab.evaluate(() => window.introw?.affiliate?.getClickId() ?? null)
