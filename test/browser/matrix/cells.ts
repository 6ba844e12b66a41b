import type { EngineName, Tab, VisitorOptions } from '../../support/engine.ts'
import type { Visit } from './visit.ts'

/** One row of the fault matrix. */
export interface Cell {
  readonly name: string
  /** What is done, for the table. */
  readonly how: string
  /** The log of the API at the end: what each POST came to, in order. */
  readonly ends: RegExp
  /** The answer comes to nobody, so the visitor's next page may ask once more. */
  readonly isPageGone?: true
  /** Not beside others: WebKit's back/forward cache holds a few pages for all windows together. */
  readonly isAlone?: true
  /** Where an engine does it in a way of its own. */
  readonly notes?: Partial<Record<EngineName, string>>
  /** What the visitor's browser must be like. */
  readonly options?: VisitorOptions
  play(visit: Visit): Promise<void>
}

type Failure = Parameters<Visit['fail']>[0]

const HTML = '<!doctype html><title>502</title><h1>Bad Gateway</h1>'

const CLOSED_PORT = "the driver cannot go offline: the API's port is closed, then opened, and `online` dispatched in open tabs"

const DAMAGES = ['{"s":["a"],"o":[{"i":"a","b":"{', 'null', '{"o":5,"s":{}}', '{"s":[],"o":[null,7,{"b":[]}]}', 'true&false', '{"version":2,"queue":[]}']

export const cells: readonly Cell[] = [
  {
    name: 'answer ok',
    how: 'the API answers at once',
    ends: /^recorded$/,
    play: async (visit) => void (await visit.convert(await visit.land())),
  },
  {
    name: 'navigates away at once, same site',
    how: '`location.href` is set in the same task as `track()`, to a page with affiliate.js',
    ends: /^recorded( duplicate)?$/,
    isPageGone: true,
    play: async (visit) => visit.convertAndLeave(await visit.land(), visit.merchant.page()),
  },
  {
    name: 'navigates away at once, other site',
    how: '`location.href` is set in the same task as `track()`, to another site',
    ends: /^recorded( duplicate)?$/,
    isPageGone: true,
    play: async (visit) => visit.convertAndLeave(await visit.land(), visit.merchant.elsewhere()),
  },
  {
    name: 'closes the tab at once',
    how: 'the driver closes the tab right after the call',
    ends: /^recorded( duplicate)?$/,
    isPageGone: true,
    play: async (visit) => visit.convertAndClose(await visit.land()),
  },
  failsOnce('500 once', 'the first POST is answered with 500', { kind: 'status', status: 500 }),
  failsOnce('503 once', 'the first POST is answered with 503', { kind: 'status', status: 503 }),
  failsOnce('429 once', 'the first POST is answered with 429 and `Retry-After: 1`', { kind: 'status', status: 429, retryAfterSeconds: 1 }),
  failsOnce('502 with an HTML body once', 'the first POST is answered by a gateway', { kind: 'status', status: 502, body: HTML }),
  failsOnce('dropped connection once', 'the connection of the first POST is dropped, nothing is recorded', { kind: 'drop' }),
  {
    ...failsOnce('lost answer once', 'the first POST is recorded, and its connection dropped before the answer', { kind: 'lost-answer' }),
    ends: /^lost-answer duplicate$/,
  },
  failsOnce('garbage JSON once', 'the first POST is answered with 200 and half a JSON text', { kind: 'garbage' }),
  failsOnce('silence once', 'the first POST is never answered; the page stays for the 15 s of an attempt', { kind: 'silence' }),
  {
    name: 'API down for the whole visit, visitor returns',
    how: 'every POST is dropped while an hour passes ten times in the open page, with `online` each time; the visitor comes back in a new tab an hour later',
    ends: /^(drop ){5}recorded$/,
    async play(visit) {
      visit.fail({ kind: 'drop' })
      const tab = await visit.land()
      await visit.convert(tab)
      for (let hour = 1; hour <= 10; hour += 1) {
        await visit.until(atLeast(Math.min(hour + 1, 5)))
        await visit.letAnHourPassIn(tab)
        await tab.evaluate(() => void dispatchEvent(new Event('online')))
      }
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
    name: 'offline, then online',
    how: 'the browser is offline during `track()`, and online afterwards in the same page',
    ends: /^recorded$/,
    notes: { webkit: CLOSED_PORT },
    async play(visit) {
      const tab = await visit.land()
      await visit.offline(true)
      await visit.convert(tab)
      await visit.offline(false)
    },
  },
  {
    name: 'offline, closes, returns',
    how: 'the browser is offline during `track()`; the tab is closed; an hour later the visitor is back, online',
    ends: /^recorded$/,
    notes: { webkit: CLOSED_PORT },
    async play(visit) {
      const tab = await visit.land()
      await visit.offline(true)
      await visit.convertAndClose(tab)
      await visit.offline(false)
      visit.letAnHourPass()
      await comeBack(visit)
    },
  },
  {
    name: 'storage refused by the browser',
    how: 'storage is off in the browser; the first POST is answered with 503',
    ends: /^503 recorded$/,
    options: { storage: 'refused' },
    notes: {
      chromium: '`--disable-local-storage`: `localStorage` is null',
      firefox: '`dom.storage.enabled=false`: both storages are null',
      webkit: '`--enable-html5-local-storage=false`: `localStorage` is null',
    },
    play: (visit) => failOnce(visit, { kind: 'status', status: 503 }),
  },
  {
    name: 'storage refused by throwing',
    how: "an inline script makes both storages' getters throw a SecurityError, as blocked site data does; the first POST is answered with 503",
    ends: /^503 recorded$/,
    async play(visit) {
      visit.tag.isStorageBlocked = true
      await failOnce(visit, { kind: 'status', status: 503 })
      visit.tag.isStorageBlocked = false
    },
  },
  {
    name: 'outbox damaged',
    how: 'what we store is cut short, foreign or of the wrong shape (six kinds in turn) when the next page converts; the first POST is answered with 503',
    ends: /^503 recorded$/,
    async play(visit) {
      const tab = await visit.land()
      const damage = DAMAGES[visit.index % DAMAGES.length] ?? ''
      await tab.evaluate((text) => Object.keys(localStorage).forEach((key) => localStorage.setItem(key, text)), damage)
      await visit.view(tab)
      visit.fail({ kind: 'status', status: 503 }, 1)
      await visit.convert(tab)
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
      await tab.goto(visit.merchant.page('plain'))
      visit.sandbox.faults.clear()
      await visit.backToRestored(tab)
    },
  },
  {
    name: 'preflight delayed 500 ms, page left',
    how: 'the preflight is answered after 500 ms; `location.href` is set in the same task as `track()`, to another site',
    ends: /^recorded( duplicate)?$/,
    isPageGone: true,
    async play(visit) {
      visit.fail({ on: 'preflight', kind: 'delay', delayMs: 500 })
      await visit.convertAndLeave(await visit.land(), visit.merchant.elsewhere())
    },
  },
  {
    name: 'preflight delayed 500 ms, tab closed',
    how: 'the preflight is answered after 500 ms; the driver closes the tab right after the call',
    ends: /^recorded( duplicate)?$/,
    isPageGone: true,
    async play(visit) {
      visit.fail({ on: 'preflight', kind: 'delay', delayMs: 500 })
      await visit.convertAndClose(await visit.land())
    },
  },
]

function failsOnce(name: string, how: string, failure: Failure): Cell {
  const word = failure.kind === 'status' ? failure.status : failure.kind
  return { name, how, ends: new RegExp(`^${word} recorded$`), play: (visit) => failOnce(visit, failure) }
}

async function failOnce(visit: Visit, failure: Failure): Promise<void> {
  visit.fail(failure, 1)
  await visit.convert(await visit.land())
}

/** In a new tab. */
async function comeBack(visit: Visit): Promise<void> {
  visit.sandbox.faults.clear()
  await visit.view(await visit.tab())
}

/** The next page, an hour later, once the API has had a POST, and until it has had one more. */
async function viewUntilTried(visit: Visit, tab: Tab): Promise<void> {
  await visit.until(/./)
  const before = visit.log().length
  visit.letAnHourPass()
  await visit.view(tab)
  await visit.until(atLeast(before + 1))
}

/** While the visitor looks at a page without affiliate.js, since what is under way then is neither before nor after. */
async function viewMended(visit: Visit, tab: Tab, mend: () => void): Promise<void> {
  await tab.goto(visit.merchant.page('plain'))
  mend()
  visit.letAnHourPass()
  await visit.view(tab)
}

function atLeast(posts: number): RegExp {
  return new RegExp(`^\\S+( \\S+){${posts - 1},}$`)
}
