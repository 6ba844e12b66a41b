import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Tab, Visitor } from '../support/engine.ts'
import { poll } from '../support/poll.ts'
import { isClean, openShop, STUB, type Shop } from '../support/shop.ts'

const EMAIL = 'ada@acme.example'
const OUTBOXES = ['local', 'session', 'memory']

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
  for (const outbox of OUTBOXES) shop.page(`/${outbox}`, STUB + flights + shop.tag(`data-outbox="${outbox}"`))
})
afterEach(() => shop.sandbox.faults.clear())
afterAll(() => shop?.close())

describe('a no in another tab', () => {
  it.each(OUTBOXES)('ends click and conversion of this one, and they stay gone: outbox %s', (outbox) =>
    shop.visit(async (tab, visitor) => {
      await convertInVain(tab, outbox)
      const other = await openBeside(visitor, outbox)
      await other.evaluate(() => window.introw?.affiliate?.consent(false))
      await tab.waitFor(async () => {
        const result = await window.introw?.affiliate?.track()
        return result?.status === 'ignored' && result.reason === 'no-consent'
      })
      for (const one of [tab, other]) {
        expect(await one.evaluate(readKept)).toEqual(NOTHING)
        // A try from before the no may be on its way.
        await one.waitFor(() => window.__flights === 0)
      }
      const sent = count()

      shop.sandbox.faults.clear()
      expect(await tab.evaluate(countNextTries)).toBe(0)
      for (const one of [tab, other]) {
        await one.goto(`${shop.site.origin()}/${outbox}`)
        await one.waitFor(() => window.introw?.affiliate?.version)
        expect(await one.evaluate(readKept)).toEqual(NOTHING)
      }
      expect(count()).toBe(sent)
    }),
  )

  it('is what ends it: without one the same tab tries again', () =>
    shop.visit(async (tab, visitor) => {
      await convertInVain(tab, 'memory')
      await openBeside(visitor, 'memory')
      // While the API refuses it, or a try of its own time could come first.
      expect(await tab.evaluate(countNextTries)).toBe(1)
      shop.sandbox.faults.clear()
      await tab.evaluate(countNextTries)
      await poll('the conversion', async () => shop.sandbox.store.conversions.some(({ email }) => email === EMAIL))
    }))
})

declare global {
  interface Window {
    /** How many requests of the page have had no answer yet. */
    __flights: number
  }
}

const flights = `<script>(${countFlights.toString()})()</script>`

function countFlights(): void {
  const send = window.fetch
  window.__flights = 0
  window.fetch = (...args) => {
    window.__flights += 1
    return send(...args).finally(() => (window.__flights -= 1))
  }
}

/** What `readKept` finds where nothing is. */
const NOTHING = { clickId: null, isNamed: false }

/** A tab that has landed with a click, and whose conversion the API has not taken. */
async function convertInVain(tab: Tab, outbox: string): Promise<void> {
  shop.sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'status', status: 503 })
  await tab.goto(`${shop.site.origin()}/${outbox}?irw_id=${await shop.click()}`)
  await tab.waitFor(isClean)
  const result = await tab.evaluate((email) => window.introw?.affiliate?.track({ email }), EMAIL)
  expect(result).toMatchObject({ status: 'queued', reason: 'http-503' })
}

/** A second tab of the visitor's, which knows the click by its cookie. */
async function openBeside(visitor: Visitor, outbox: string): Promise<Tab> {
  const other = await visitor.tab()
  await other.goto(`${shop.site.origin()}/${outbox}`)
  await other.waitFor(() => window.introw?.affiliate?.version && window.introw.affiliate.getClickId())
  return other
}

/** All requests for conversions so far. */
const count = () =>
  shop.site.requests.filter(({ url, method }) => method === 'POST' && url.includes('/conversions')).length

/** What a tab can see of the click and of what was kept. */
const readKept = () => ({
  clickId: window.introw?.affiliate?.getClickId(),
  isNamed: /introw/.test([document.cookie, ...Object.keys(localStorage), ...Object.keys(sessionStorage)].join()),
})

/** How often a tab calls `fetch` in the task that shows it again a day later, when every pause between tries is over. */
const countNextTries = () => {
  const { now } = Date
  const send = window.fetch
  let calls = 0
  Date.now = () => now() + 864e5
  window.fetch = (...args) => {
    calls += 1
    return send(...args)
  }
  dispatchEvent(new Event('pageshow'))
  window.fetch = send
  return calls
}
