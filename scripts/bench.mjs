import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright'
import { measureCalls } from '../test/bench/call.mjs'
import { createVariants, servePages } from '../test/bench/pages.mjs'
import { measureSizes, readJsCookie } from '../test/bench/sizes.mjs'
import { estimate, median, ratioOfMedians, shuffle } from '../test/bench/statistics.mjs'
import { sample } from '../test/bench/trace.mjs'
import { ROOT } from './commands.mjs'
import { findChromium } from './executables.mjs'

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const LABELS = {
  landing: 'evaluation without a click / js-cookie unused',
  settled: 'the same until 0.5 s after load',
  click: 'evaluation with a click / js-cookie, one set',
}

/** `npm run bench -- [--rounds 31] [--file dist/affiliate.js] [--against other.js] [--json results.json] [--only affiliate]` */
async function main() {
  const { values: options } = parseArgs({
    options: {
      rounds: { type: 'string', default: '31' },
      file: { type: 'string', default: join(ROOT, 'dist', 'affiliate.js') },
      against: { type: 'string' },
      json: { type: 'string' },
      only: { type: 'string' },
    },
  })
  const rounds = Number(options.rounds)
  if (!(rounds >= 1 && Number.isInteger(rounds))) throw new Error(`--rounds must be 1 or more, not ${options.rounds}`)
  const affiliate = await readFile(options.file, 'utf8')
  const against = options.against && (await readFile(options.against, 'utf8'))
  const cookie = await readJsCookie(ROOT)
  const scripts = { 'affiliate.js': affiliate, 'affiliate.js, against': against, 'js-cookie': cookie }
  const sizes = await measureSizes(ROOT, scripts)
  printSizes(sizes)
  const measured = await measureTimes(select(createVariants(affiliate, cookie, against), options.only), rounds)
  const result = { rounds, sizes, ...summarise(measured) }
  printTimes(result)
  if (options.json) await writeFile(options.json, `${JSON.stringify({ ...result, samples: measured }, null, 2)}\n`)
}

/** The variants with that word in their names, and those that ratios are taken to. */
function select(variants, word = '') {
  return Object.fromEntries(Object.entries(variants).filter(([name]) => /^(empty|js-cookie)/.test(name) || name.includes(word)))
}

async function measureTimes(variants, rounds) {
  const site = await servePages(variants)
  const browser = await chromium.launch({ executablePath: findChromium() ?? chromium.executablePath(), args: ARGS })
  try {
    const names = Object.keys(variants)
    const samples = Object.fromEntries(names.map((name) => [name, []]))
    await sample(browser, site.page('empty'), site.script('empty'))
    for (let round = 0; round < rounds; round += 1) {
      for (const name of shuffle(names)) samples[name].push(await sample(browser, site.page(name), site.script(name)))
    }
    requireColdProcesses(samples)
    const calls = await measureCalls(browser, site.page('affiliate, click'), rounds)
    return { samples, calls, version: browser.version() }
  } finally {
    await browser.close()
    await site.close()
  }
}

function requireColdProcesses(samples) {
  const pids = Object.values(samples).flat().map(({ pid }) => pid)
  if (new Set(pids).size !== pids.length) throw new Error('Two samples shared a renderer process: it was not cold')
}

function summarise({ samples, calls, version }) {
  const evals = (name) => samples[name].map(({ evalMs }) => evalMs)
  const totals = (name) => samples[name].map(({ totalMs }) => totalMs)
  const times = Object.keys(samples).map((name) => ({
    name,
    evalMs: estimate([evals(name)], median),
    totalMs: estimate([totals(name)], median),
  }))
  const ratio = (name, over, under) => ({ name, ...estimate([over, under], ratioOfMedians) })
  const compare = (name) => [
    ratio(`${name}: ${LABELS.landing}`, evals(name), evals('js-cookie')),
    ratio(`${name}: ${LABELS.settled}`, totals(name), totals('js-cookie')),
    ratio(`${name}: ${LABELS.click}`, evals(`${name}, click`), evals('js-cookie, one set')),
  ]
  const ratios = ['affiliate', 'against'].filter((name) => samples[name]).flatMap(compare)
  const difference = estimate([calls.track, calls.fetch], (track, fetch) => median(track) - median(fetch))
  const [trackMs, fetchMs] = [calls.track, calls.fetch].map((times) => estimate([times], median))
  return { chromium: version, times, ratios, call: { trackMs, fetchMs, differenceMs: difference } }
}

function printSizes(sizes) {
  console.log(`\n${'bytes'.padEnd(30)}${['raw', 'gzip -9', 'brotli'].map((text) => text.padStart(10)).join('')}`)
  for (const { name, raw, gzip, brotli } of sizes) {
    console.log(name.padEnd(30) + [raw, gzip, brotli].map((bytes) => String(bytes).padStart(10)).join(''))
  }
}

function printTimes({ chromium: version, rounds, times, ratios, call }) {
  const show = ({ value, low, high }) => `${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`.padStart(24)
  console.log(`\nCPU ms in Chromium ${version}, a cold process each, in random order`)
  console.log(`medians of ${rounds} rounds with 95 % bootstrap intervals`)
  console.log(`${''.padEnd(22)}${'evaluation'.padStart(24)}${'until load + 0.5 s'.padStart(24)}`)
  times.forEach(({ name, evalMs, totalMs }) => console.log(name.padEnd(22) + show(evalMs) + show(totalMs)))
  console.log('\nratios of medians')
  for (const ratio of ratios) console.log(ratio.name.padEnd(60) + show(ratio))
  console.log(`\ntrack() before it returns, first call in a page: ${show(call.trackMs).trim()} ms;`)
  console.log(`fetch: ${show(call.fetchMs).trim()} ms; difference: ${show(call.differenceMs).trim()} ms`)
}

await main()
