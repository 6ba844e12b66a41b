import { callOften } from './call.mjs'
import { API_ORIGIN, COOKIE_DOMAIN } from './hosts.mjs'
import { sample } from './trace.mjs'

export const WAITING = [0, 10, 20]
export const DUE = [10, 20]
export const COOKIES = [1, 150]
export const CALLS = 1000

/** The query of an earlier landing. */
const EARLIER = 'irw_id=aff_earlier'

/** 150 of these are 8 kB. */
const COOKIE_BYTES = 8192 / 150

/**
 * How the cost of our script grows: for each amount of what a visitor can have, a function that takes one sample.
 *
 * What waits belongs to an earlier click than the one with which the visitor lands, so that `track()` has to send too.
 * What is due is found by a page without a click.
 */
export async function createGrowth(browser, site) {
  const held = await Promise.all(WAITING.map((count) => leaveHeld(browser, site, count)))
  const due = await Promise.all(DUE.map((count) => leaveDue(browser, site, count)))
  const land = (state, look) => () => sample(browser, site, 'affiliate, click', { state, look })
  const callOnce = (page) => callOften(page, 1)
  const cells = {}
  WAITING.forEach((count, index) => {
    cells[`waiting, ${count}`] = land(held[index], callOnce)
  })
  DUE.forEach((count, index) => {
    cells[`due, ${count}`] = () => sample(browser, site, 'affiliate', { state: due[index], look: countPosts })
  })
  for (const count of COOKIES) {
    cells[`cookies, ${count}`] = land({ cookies: createCookies(count), origins: [] }, callOnce)
  }
  cells[`calls, ${CALLS}`] = land(held[0], (page) => callOften(page, CALLS))
  return cells
}

/** The API asks a landing page for a day's patience, and the page's conversions wait for it. */
function leaveHeld(browser, site, count) {
  return leave(browser, site.busyPage('affiliate', EARLIER), async (page) => {
    if (count === 0) return
    const { status, reason } = await page.evaluate(trackAll, count)
    if (reason !== 'http-503') throw new Error(`The conversion is ${status}, ${reason}`)
  })
}

/** The landing page has no network, so the next page may send at once. */
function leaveDue(browser, site, count) {
  return leave(browser, site.page('affiliate', EARLIER), async (page) => {
    await page.context().setOffline(true)
    await page.evaluate((many) => void window.trackAll(many), count)
  })
}

async function leave(browser, pageUrl, act) {
  const context = await browser.open()
  try {
    const page = await context.newPage()
    await page.addInitScript(`window.trackAll = ${trackAll}`)
    await page.goto(pageUrl, { waitUntil: 'load' })
    await act(page)
    return await context.storageState()
  } finally {
    await context.close()
  }
}

function trackAll(count) {
  const results = Array.from({ length: count }, (_, index) =>
    window.introw.affiliate.track({ email: `visitor.${index}@example.com`, properties: { plan: 'pro', value: index } }),
  )
  return results[0]
}

async function countPosts(page) {
  return { sent: await page.evaluate(countRequests, API_ORIGIN) }
}

function countRequests(origin) {
  return performance.getEntriesByType('resource').filter(({ name }) => name.startsWith(origin)).length
}

function createCookies(count) {
  return Array.from({ length: count }, (_, index) => {
    const name = `cookie_${index}`
    // With `=`, and with `; ` before the next.
    const value = 'x'.repeat(Math.round(COOKIE_BYTES) - name.length - 3)
    const flags = { expires: -1, httpOnly: false, secure: false, sameSite: 'Lax' }
    return { name, value, domain: `.${COOKIE_DOMAIN}`, path: '/', ...flags }
  })
}
