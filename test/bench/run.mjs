import { launch } from './browser.mjs'
import { measureCall } from './call.mjs'
import { createGrowth } from './growth.mjs'
import { watchOutside } from './hosts.mjs'
import { measureHeap, survey } from './load.mjs'
import { servePages } from './pages.mjs'
import { shuffle } from './statistics.mjs'
import { sample } from './trace.mjs'

/** The cells of growth that tell what a first call costs. */
const CALLS = ['settled, fetch', 'waiting, 0']

/**
 * Takes every sample of one run: each round has all of them once, in random order, so that what the machine does
 * meanwhile falls on all alike. Throws if anything wanted to leave the machine.
 *
 * @param options.withGrowth - False for the first calls alone.
 */
export async function measure(variants, rounds, { withGrowth, onRound }) {
  const outside = await watchOutside()
  const site = await servePages(variants)
  const browser = await launch(outside.createArgs(site.port))
  try {
    const names = Object.keys(variants)
    const surveyed = await survey(browser, site, names)
    outside.requireSilence()
    const growth = Object.entries(await createGrowth(browser, site))
      .filter(([name]) => withGrowth || CALLS.includes(name))
    const cells = { ...createCells(browser, site, names), ...Object.fromEntries(growth) }
    const samples = Object.fromEntries(Object.keys(cells).map((name) => [name, []]))
    for (let round = 1; round <= rounds; round += 1) {
      for (const name of shuffle(Object.keys(cells))) samples[name].push(await cells[name]())
      onRound(round)
    }
    requireColdProcesses(samples)
    outside.requireSilence()
    return { chromium: browser.version, surveyed, samples }
  } finally {
    await browser.close()
    await site.close()
    await outside.close()
  }
}

function createCells(browser, site, names) {
  const loads = names.map((name) => [
    `load, ${name}`,
    () => sample(browser, site, name, { look: measureHeap }),
  ])
  const calls = ['track', 'fetch'].map((kind) => [
    `at once, ${kind}`,
    () => measureCall(browser, site.page('affiliate, click'), kind),
  ])
  return Object.fromEntries([...loads, ...calls])
}

function requireColdProcesses(samples) {
  const pids = Object.values(samples).flat().flatMap(({ pid }) => pid ?? [])
  if (new Set(pids).size !== pids.length) throw new Error('Two samples shared a renderer process: it was not cold')
}
