import { setTimeout as delay } from 'node:timers/promises'
import { COOKIE_DOMAIN } from './hosts.mjs'

/** PostHog gathers for 3 seconds before it sends. */
const WATCH_MS = 5000

/** What a settled page holds in V8's heap, garbage collected. */
export async function measureHeap(page) {
  await page.send('HeapProfiler.collectGarbage')
  const { usedSize } = await page.send('Runtime.getHeapUsage')
  return { heapBytes: usedSize }
}

/** What each variant does on load and in the 5 seconds after, all at the same time, since no time is taken. */
export async function survey(browser, site, names) {
  const seen = await Promise.all(names.map((name) => watch(browser, site.page(name), site.script(name))))
  const empty = seen[names.indexOf('empty')]
  const isNew = (global) => !empty.globals.includes(global)
  return Object.fromEntries(
    names.map((name, index) => {
      const { globals, listeners, ...rest } = seen[index]
      return [name, { ...rest, globals: globals.filter(isNew), listeners: listeners - empty.listeners }]
    }),
  )
}

async function watch(browser, pageUrl, scriptUrl) {
  const context = await browser.open()
  try {
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    const requests = []
    let storageWrites = 0
    session.on('Network.requestWillBeSent', ({ request, initiator }) =>
      requests.push({ url: request.url, isPreflight: initiator.type === 'preflight' }),
    )
    for (const event of ['domStorageItemAdded', 'domStorageItemUpdated', 'domStorageItemRemoved'])
      session.on(`DOMStorage.${event}`, () => (storageWrites += 1))
    await session.send('Network.enable')
    await session.send('DOMStorage.enable')
    await page.goto(pageUrl, { waitUntil: 'load' })
    await delay(WATCH_MS)
    const { jsEventListeners } = await session.send('Memory.getDOMCounters')
    requireOwnHosts(requests)
    const own = requests.filter(({ url }) => url !== pageUrl && url !== scriptUrl && !url.startsWith('data:'))
    return {
      requests: own.filter(({ isPreflight }) => !isPreflight).length,
      preflights: own.filter(({ isPreflight }) => isPreflight).length,
      cookies: (await context.cookies()).length,
      storageKeys: await page.evaluate(() => localStorage.length + sessionStorage.length),
      storageWrites,
      globals: await page.evaluate(() => Object.getOwnPropertyNames(window)),
      listeners: jsEventListeners,
    }
  } finally {
    await context.close()
  }
}

/** Chromium's own hosts too: no script here has to do with them. */
function requireOwnHosts(requests) {
  const urls = requests.map(({ url }) => url).filter((url) => /^(http|ws)s?:/.test(url))
  const others = urls.filter((url) => !new URL(url).hostname.endsWith(`.${COOKIE_DOMAIN}`))
  if (others.length > 0) throw new Error(`A page wanted to go elsewhere: ${others.join(', ')}`)
}
