import { hasLoaded } from '../../support/tab.ts'
import type { Cell } from './cell.ts'
import { atLeast, comeBack, viewMended, viewUntilTried } from './steps.ts'

/** The API takes nothing until somebody has mended something. */
export const outages: readonly Cell[] = [
  {
    name: 'API down for the whole visit, visitor returns',
    how: 'every POST is dropped while an hour passes ten times in the open page, with `online` each time; the visitor comes back in a new tab an hour later',
    // The last try of a page that is closed may arrive after the outage: its answer comes to nobody.
    ends: /^(drop ){11,}recorded( duplicate)?$/,
    async play(visit) {
      visit.fail({ kind: 'drop' })
      const tab = await visit.land()
      await visit.convert(tab)
      for (let hour = 1; hour <= 10; hour += 1) {
        await visit.until(atLeast(hour))
        await visit.comeOnlineAnHourLater(tab)
      }
      await visit.until(atLeast(11))
      await tab.close()
      for (let hour = 0; hour <= 10; hour += 1) visit.letAnHourPass()
      await comeBack(visit)
    },
  },
  {
    name: 'API down for ten page views, then well',
    how: 'every POST is answered with 503 on ten pages, an hour apart; not on the eleventh',
    ends: /^(503 ){10,}recorded$/,
    async play(visit) {
      visit.fail({ kind: 'status', status: 503 })
      const tab = await visit.land()
      await visit.convert(tab)
      for (let views = 1; views < 10; views += 1) await viewUntilTried(visit, tab)
      await viewMended(visit, tab, () => visit.sandbox.faults.clear())
    },
  },
  {
    name: '403 with CORS headers until the merchant mends it',
    how: "the page's origin is not on the campaign's list for two page views, then it is",
    ends: /^403 403 recorded$/,
    async play(visit) {
      visit.sandbox.store.updateCampaign('demo', { allowedOrigins: ['https://somebody.example'] })
      const tab = await visit.land()
      await visit.convert(tab)
      await viewUntilTried(visit, tab)
      await viewMended(visit, tab, () => visit.sandbox.store.updateCampaign('demo', { allowedOrigins: [] }))
    },
  },
  {
    name: '403 without CORS headers until the merchant mends it',
    how: 'every POST is answered with a 403 that the page cannot read, for two page views',
    ends: /^(403 ){2,}recorded$/,
    async play(visit) {
      visit.fail({ kind: 'status', status: 403, cors: false })
      const tab = await visit.land()
      await visit.convert(tab)
      await viewUntilTried(visit, tab)
      await viewMended(visit, tab, () => visit.sandbox.faults.clear())
    },
  },
  {
    name: 'wrong key until the tag is mended',
    how: "the tag has a key of nobody's for two page views, then the campaign's",
    ends: /^401 401 recorded$/,
    async play(visit) {
      visit.tag.publishableKey = 'pk_aff_org_typo'
      const tab = await visit.land()
      await visit.convert(tab)
      await viewUntilTried(visit, tab)
      await viewMended(visit, tab, () => (visit.tag.publishableKey = 'pk_aff_org_demo'))
    },
  },
  {
    name: 'five tabs return together',
    how: 'every POST is dropped during the visit; an hour later five tabs are opened at once',
    ends: /^(drop )+recorded( duplicate){0,4}$/,
    async play(visit) {
      visit.fail({ kind: 'drop' })
      const tab = await visit.land()
      await visit.convert(tab)
      await tab.close()
      visit.sandbox.faults.clear()
      visit.letAnHourPass()
      const tabs = await Promise.all(Array.from({ length: 5 }, () => visit.tab()))
      await Promise.all(tabs.map((each) => visit.view(each)))
    },
  },
  {
    name: 'back/forward cache in between',
    how: 'every POST is answered with 503 until the visitor is on a page without affiliate.js; Back restores the converting page (`pageshow` says `persisted`)',
    ends: /^(503 )+recorded$/,
    isAlone: true,
    async play(visit) {
      visit.fail({ kind: 'status', status: 503 })
      const tab = await visit.land()
      await visit.convert(tab)
      await tab.waitFor(hasLoaded)
      await tab.goto(visit.merchant.page('plain'))
      visit.sandbox.faults.clear()
      await visit.backToRestored(tab)
    },
  },
]
