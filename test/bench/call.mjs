import { createPage } from './visitors.mjs'

/** How long a page is held up by its first `track()`, or by a `fetch` of the same kind, as soon as it has loaded. */
export async function measureCall(browser, pageUrl, kind) {
  const page = await createPage(browser)
  try {
    await page.open(pageUrl)
    return await call(page, kind)
  } finally {
    await page.close()
  }
}

/** The same in a page that is there. */
export async function call(page, kind) {
  const { callMs, outcome } = await page.evaluate(kind === 'track' ? track : send)
  if (!/recorded|queued/.test(outcome)) throw new Error(`${kind} ended as ${outcome}`)
  return { callMs }
}

/** Many in one task, no two the same: all of them together, and the last one. */
export async function callOften(page, times) {
  return page.evaluate((count) => {
    const started = performance.now()
    let last = started
    for (let index = 0; index < count; index += 1) {
      last = performance.now()
      window.introw.affiliate.track({ email: `visitor${index}@example.com`, properties: { plan: 'pro', value: 99 } })
    }
    const ended = performance.now()
    return { callMs: ended - started, lastMs: ended - last }
  }, times)
}

async function track() {
  const conversion = { email: 'visitor@example.com', properties: { plan: 'pro', value: 99 } }
  const started = performance.now()
  const promise = window.introw.affiliate.track(conversion)
  const callMs = performance.now() - started
  return { callMs, outcome: (await promise).status }
}

async function send() {
  const { apiHost, publishableKey } = document.querySelector('script[data-api-host]').dataset
  const clickId = window.introw.affiliate.getClickId()
  const started = performance.now()
  const promise = fetch(`${apiHost}/api/v1/affiliate/conversions`, {
    method: 'POST',
    keepalive: true,
    credentials: 'omit',
    headers: { 'content-type': 'application/json', 'x-introw-publishable-key': publishableKey },
    body: JSON.stringify({ clickId, email: 'visitor@example.com', properties: { plan: 'pro', value: 99 } }),
  })
  const callMs = performance.now() - started
  return { callMs, outcome: (await (await promise).json()).status }
}
