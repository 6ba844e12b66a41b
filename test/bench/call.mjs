import { shuffle } from './statistics.mjs'

/** The time that a page is held up by `track()`, and by a `fetch` of the same kind: the first in a fresh page. */
export async function measureCalls(browser, pageUrl, rounds) {
  const times = { track: [], fetch: [] }
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of shuffle(['track', 'fetch'])) times[kind].push(await measureFirst(browser, pageUrl, kind))
  }
  return times
}

async function measureFirst(browser, pageUrl, kind) {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    await page.goto(pageUrl, { waitUntil: 'load' })
    await page.waitForFunction(() => window.introw?.affiliate?.getClickId())
    const { ms, outcome } = await page.evaluate(call, kind)
    if (outcome !== 'recorded') throw new Error(`${kind} ended as ${outcome}`)
    return ms
  } finally {
    await context.close()
  }
}

async function call(kind) {
  const conversion = { email: 'visitor@example.com', properties: { plan: 'pro', value: 99 } }
  const started = performance.now()
  const promise =
    kind === 'track'
      ? window.introw.affiliate.track(conversion)
      : fetch('/api/v1/affiliate/conversions', {
          method: 'POST',
          keepalive: true,
          credentials: 'omit',
          headers: { 'content-type': 'application/json', 'x-introw-publishable-key': 'pk_aff_org_bench' },
          body: JSON.stringify({ clickId: 'aff_x', ...conversion }),
        })
  const ms = performance.now() - started
  const answer = await promise
  return { ms, outcome: kind === 'track' ? answer.status : (await answer.json()).status }
}
