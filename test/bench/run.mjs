import { launch } from './browser.mjs'
import { call, measureCall } from './call.mjs'
import { createGrowth } from './growth.mjs'
import { watchOutside } from './hosts.mjs'
import { measureHeap, survey } from './load.mjs'
import { servePages } from './pages.mjs'
import { shuffle } from './statistics.mjs'
import { sample } from './trace.mjs'

/** More processes than Chromium keeps at a time. */
const PIDS_KEPT = 50

/**
 * Takes every sample of one run: each round has all of them once, in random order, so that what the machine does
 * meanwhile falls on all alike. Throws if anything wanted to leave the machine.
 *
 * @param options.withGrowth - Whether it is measured how our cost grows.
 */
export async function measure(variants, rounds, { withGrowth, onRound }) {
  const outside = await watchOutside()
  const site = await servePages(variants)
  const browser = await launch(outside.createArgs(site.port))
  try {
    const names = Object.keys(variants)
    const surveyed = await survey(browser, site, names)
    outside.requireSilence()
    const growth = withGrowth ? await createGrowth(browser, site) : {}
    const cells = { ...createCells(browser, site, names), ...growth }
    const samples = Object.fromEntries(Object.keys(cells).map((name) => [name, []]))
    const pids = []
    for (let round = 1; round <= rounds; round += 1) {
      for (const name of shuffle(Object.keys(cells))) {
        const taken = await cells[name]()
        requireColdProcess(taken, pids)
        samples[name].push(taken)
      }
      onRound(round)
    }
    outside.requireSilence()
    return { chromium: browser.version, surveyed, samples }
  } finally {
    await browser.close()
    await site.close()
    await outside.close()
  }
}

function createCells(browser, site, names) {
  const loads = names.map((name) => [`load, ${name}`, () => sample(browser, site, name, { look: measureHeap })])
  const landing = 'affiliate, click'
  const calls = ['track', 'fetch'].flatMap((kind) => [
    [`at once, ${kind}`, () => measureCall(browser, site.page(landing), kind)],
    [`settled, ${kind}`, () => sample(browser, site, landing, { look: (page) => call(page, kind) })],
  ])
  return Object.fromEntries([...loads, ...calls])
}

/** Not over the whole run: a system of 32,768 process ids uses them again within minutes. */
function requireColdProcess({ pid }, pids) {
  if (pid === undefined) return
  if (pids.includes(pid)) throw new Error('Two samples shared a renderer process: it was not cold')
  pids.push(pid)
  if (pids.length > PIDS_KEPT) pids.shift()
}
