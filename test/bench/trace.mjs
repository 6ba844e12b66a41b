import { setTimeout as delay } from 'node:timers/promises'
import { createPage } from './visitors.mjs'

const SETTLE_MS = 500
const TRIES_MAX = 3
const CATEGORIES = ['devtools.timeline', 'v8', 'blink.user_timing']
const SCRIPT_EVENTS = new Set(['EvaluateScript', 'FunctionCall', 'RunMicrotasks', 'v8.callFunction', 'v8.run'])

/**
 * Opens a variant's page in a context of its own, and gives the CPU time of its script. A context has a cache of its
 * own, compiled code included, and Chromium never shares a renderer process between contexts; so both are cold, which
 * the process ids show.
 *
 * @param options.state - What the browser has stored before: cookies, local storage.
 * @param options.look - Looks at the settled page; what it gives becomes part of the sample.
 */
export async function sample(browser, site, name, options = {}) {
  for (let tries = 1; ; tries += 1) {
    // A trace that began after the page, now and then, holds nothing of it.
    const result = await trace(browser, site.page(name), site.script(name), options).catch((error) => {
      if (tries === TRIES_MAX) throw error
    })
    if (result) return result
  }
}

async function trace(browser, pageUrl, scriptUrl, { state, look }) {
  const page = await createPage(browser, state)
  try {
    await browser.tracer.startTracing(undefined, { categories: CATEGORIES })
    await page.open(pageUrl)
    await delay(SETTLE_MS)
    const { traceEvents } = JSON.parse((await browser.tracer.stopTracing()).toString())
    return { ...read(traceEvents, scriptUrl), ...(await look?.(page)) }
  } finally {
    await page.close()
  }
}

function read(events, scriptUrl) {
  const evaluation = events.find(({ name, args }) => name === 'EvaluateScript' && args.data?.url === scriptUrl)
  if (evaluation === undefined) throw new Error(`The trace has no evaluation of ${scriptUrl}`)
  const { pid, tid } = evaluation
  const load = events.find((event) => event.name === 'loadEventEnd' && event.pid === pid && event.ts > 0)
  if (load === undefined) throw new Error(`The trace has no end of load for ${scriptUrl}`)
  const own = events.filter(
    (event) =>
      event.pid === pid &&
      event.tid === tid &&
      event.ph === 'X' &&
      SCRIPT_EVENTS.has(event.name) &&
      event.ts >= evaluation.ts &&
      event.ts <= load.ts + SETTLE_MS * 1000 &&
      (event.args.data?.url ?? scriptUrl) === scriptUrl,
  )
  const evalMs = toMs(evaluation)
  const totalMs = sum(outermost(own))
  const backgroundMs = sumBackground(events, { pid, tid, end: load.ts + SETTLE_MS * 1000 })
  return { pid, evalMs, totalMs, backgroundMs, threadsMs: evalMs + backgroundMs }
}

/**
 * What V8 does for the page on other threads: it parses and compiles while the script is downloaded, and later collects
 * garbage. It is none of the page's time, but of the visitor's battery and of what else wants those threads.
 */
function sumBackground(events, { pid, tid, end }) {
  const own = events.filter(
    (event) =>
      event.pid === pid && event.tid !== tid && event.ph === 'X' && /\bv8\b/.test(event.cat) && event.ts <= end,
  )
  const threads = [...new Set(own.map((event) => event.tid))]
  return sum(threads.flatMap((thread) => outermost(own.filter((event) => event.tid === thread))))
}

/** Nested events are part of their parents. */
function outermost(events) {
  const sorted = [...events].sort((a, b) => a.ts - b.ts || b.dur - a.dur)
  let end = 0
  return sorted.filter((event) => {
    if (event.ts < end) return false
    end = event.ts + event.dur
    return true
  })
}

function sum(events) {
  return events.reduce((total, event) => total + toMs(event), 0)
}

/** Thread time: what other processes take away meanwhile is not in it. */
function toMs(event) {
  if (event.tdur === undefined) throw new Error(`${event.name} has no thread time`)
  return event.tdur / 1000
}
