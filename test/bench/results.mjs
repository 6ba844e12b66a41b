import { createHash } from 'node:crypto'
import { measureBytes } from '../../scripts/sizes.mjs'
import { CALLS, COOKIES, DUE, WAITING } from './growth.mjs'
import { estimate, median, ratioOfMedians } from './statistics.mjs'

const LABELS = {
  landing: 'evaluation without a click / js-cookie unused',
  settled: 'the same until 0.5 s after load',
  click: 'evaluation with a click / js-cookie, one set',
}

/** Our own alone: on a page where another script has paid for the first element. */
const LABELS_BESIDE = {
  threads: 'evaluation without a click and what other threads do for it, the same / js-cookie unused',
  landing: 'evaluation without a click, the page has made an element before / js-cookie unused',
  click: 'evaluation with a click, the page has made an element before / js-cookie, one set',
}

/** What is kept of a run: medians and intervals. */
export function summarise({ chromium, surveyed, samples }, { variants, files, rounds, date, commit }) {
  return {
    date,
    rounds,
    chromium,
    commit,
    integrity: createIntegrity(variants.affiliate.script),
    files,
    variants: Object.entries(variants).map(([name, { version, setUp, script }]) => ({
      name,
      version,
      setUp,
      ...measureBytes(script),
      ...summariseLoad(samples, name),
      ...surveyed[name],
      globals: surveyed[name].globals.length,
    })),
    ratios: ['affiliate', 'against'].filter((name) => variants[name]).flatMap((name) => compare(samples, name)),
    edition: ratioOf(samples, 'evalMs', 'full, beside', 'affiliate, beside'),
    calls: {
      atOnce: compareCalls(samples['at once, track'], samples['at once, fetch']),
      settled: compareCalls(samples['settled, track'], samples['settled, fetch']),
    },
    growth: samples[`calls, ${CALLS}`] && summariseGrowth(samples),
  }
}

export function createIntegrity(text) {
  return `sha384-${createHash('sha384').update(text).digest('base64')}`
}

function summariseLoad(samples, name) {
  const own = samples[`load, ${name}`]
  const empty = pick(samples['load, empty'], 'heapBytes')
  return {
    evalMs: estimate([pick(own, 'evalMs')], median),
    totalMs: estimate([pick(own, 'totalMs')], median),
    backgroundMs: estimate([pick(own, 'backgroundMs')], median),
    sumMs: estimate([own.map(({ totalMs, backgroundMs }) => totalMs + backgroundMs)], median),
    heapKb: estimate([pick(own, 'heapBytes'), empty], (heap, none) => (median(heap) - median(none)) / 1000),
  }
}

function compare(samples, name) {
  const ratio = (label, key, over, under) => ({ name: `${name}: ${label}`, ...ratioOf(samples, key, over, under) })
  return [
    ratio(LABELS.landing, 'evalMs', name, 'js-cookie'),
    ratio(LABELS.settled, 'totalMs', name, 'js-cookie'),
    ratio(LABELS.click, 'evalMs', `${name}, click`, 'js-cookie, one set'),
    ...(samples[`load, ${name}, beside`]
      ? [
          ratio(LABELS_BESIDE.landing, 'evalMs', `${name}, beside`, 'js-cookie'),
          ratio(LABELS_BESIDE.click, 'evalMs', `${name}, click, beside`, 'js-cookie, one set'),
          ratio(LABELS_BESIDE.threads, 'threadsMs', `${name}, beside`, 'js-cookie'),
        ]
      : []),
  ]
}

function ratioOf(samples, key, over, under) {
  return estimate([pick(samples[`load, ${over}`], key), pick(samples[`load, ${under}`], key)], ratioOfMedians)
}

function compareCalls(track, fetch) {
  const [tracks, fetches] = [track, fetch].map((taken) => pick(taken, 'callMs'))
  return {
    trackMs: estimate([tracks], median),
    fetchMs: estimate([fetches], median),
    differenceMs: estimate([tracks, fetches], (one, other) => median(one) - median(other)),
    ratio: estimate([tracks, fetches], ratioOfMedians),
  }
}

function summariseGrowth(samples) {
  const cell = (name, amount, keys) => {
    const taken = samples[`${name}, ${amount}`]
    return { amount, ...Object.fromEntries(keys.map((key) => [key, estimate([pick(taken, key)], median)])) }
  }
  return {
    waiting: WAITING.map((amount) => cell('waiting', amount, ['evalMs', 'totalMs', 'callMs'])),
    due: DUE.map((amount) => cell('due', amount, ['evalMs', 'totalMs', 'sent'])),
    cookies: COOKIES.map((amount) => cell('cookies', amount, ['evalMs', 'totalMs', 'callMs'])),
    calls: [{ ...cell('waiting', 0, ['callMs', 'lastMs']), amount: 1 }, cell('calls', CALLS, ['callMs', 'lastMs'])],
  }
}

function pick(taken, key) {
  return taken.map((one) => one[key])
}
