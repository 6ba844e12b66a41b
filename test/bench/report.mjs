const NAMES = { affiliate: '**affiliate.js**', full: '**affiliate.full.js**', empty: 'an empty script' }

/** The block of docs/performance.md between its `bench` markers. */
export function renderBench(results) {
  const { date, rounds, chromium, commit, calls, growth } = results
  const { trackMs, fetchMs } = calls.settled
  const evalMsOf = (name) => results.variants.find((variant) => variant.name === name).evalMs.value
  const firstElementMs = evalMsOf('affiliate') - evalMsOf('affiliate, beside')
  return `![Bytes and evaluation time of affiliate.js and its peers, from the table below](../test/bench/peers.svg)

${table(
  ['script', 'set up', 'bytes, gzip (brotli)', 'evaluation, ms', 'until 0.5 s after load, ms'].concat(
    hasBackground(results) ? ['background, ms', 'both, ms'] : [],
    ['heap, kB', 'requests + preflights', 'cookies + keys'],
  ),
  sortRows(results.variants).map(renderVariant),
)}

Chromium ${chromium}, ${date}${commit ? `, commit ${commit}` : ''}: medians of ${rounds} rounds with 95 % bootstrap intervals.

How our cost grows:

${table(
  ['', 'evaluation, ms', 'until 0.5 s after load, ms', '`track()` returns after, ms'],
  [
    ...growth.waiting.map((cell) => renderGrowth('conversions of an earlier click waiting, a landing', cell)),
    ...growth.due.map((cell) => renderGrowth('conversions due and sent, a page view', cell)),
    ...growth.cookies.map((cell) =>
      renderGrowth(`${cell.amount === 1 ? 'cookie' : 'cookies (8 kB)'}, a landing`, cell),
    ),
    ...growth.calls.map(renderCalls),
  ],
)}

The first \`track()\` of a settled page returns after ${show(trackMs)} ms on the clock, and a \`fetch\` of the same kind
there after ${show(fetchMs)} ms.

The first element that a script makes or looks at costs a cold page ${firstElementMs.toFixed(1)} ms, whichever script is first: ours looks at its own
tag. Real pages have made one before; of ours both are told.`
}

/** Whether the run was one that measured other threads. */
function hasBackground({ variants }) {
  return variants.every(({ backgroundMs }) => backgroundMs)
}

/** Ours first, then by size; each script's own variants stay together. */
function sortRows(variants) {
  const base = (name) => name.split(',')[0]
  const gzip = (name) => variants.find((other) => other.name === base(name)).gzip
  const rank = ({ name }) => (['affiliate', 'full'].includes(base(name)) ? 0 : 1)
  return [...variants].sort((one, other) => rank(one) - rank(other) || gzip(one.name) - gzip(other.name))
}

function renderVariant(variant) {
  const { name, version, setUp, gzip, brotli, evalMs, totalMs, backgroundMs, sumMs, heapKb } = variant
  const { requests, preflights, cookies, storageKeys } = variant
  const base = name.split(',')[0]
  const label = `${NAMES[base] ?? base}${version ? ` ${version}` : ''}`
  return [
    label,
    setUp,
    `${bytes(gzip)} (${bytes(brotli)})`,
    show(evalMs),
    show(totalMs),
    ...(backgroundMs ? [show(backgroundMs), show(sumMs)] : []),
    bytes(Math.round(heapKb.value)),
    preflights ? `${requests} + ${preflights}` : requests,
    cookies + storageKeys,
  ]
}

function renderGrowth(what, { amount, evalMs, totalMs, callMs }) {
  return [`${amount} ${what}`, show(evalMs), show(totalMs), callMs ? show(callMs) : '']
}

function renderCalls({ amount, callMs, lastMs }) {
  if (amount === 1) return ['1 call of `track()`', '', '', show(callMs)]
  return [`${bytes(amount)} different calls in one task`, '', '', `all: ${show(callMs)}; the last: ${show(lastMs)}`]
}

function show({ value, low, high }) {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
  const [middle, from, to] = [value, low, high].map((number) => number.toFixed(digits))
  return `${middle} (${from}–${to})`
}

function bytes(number) {
  return number.toLocaleString('en-US')
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  const isFigure = (column) => column > 0 && rows.every((cells) => /^[\d-]|^$|^all/.test(String(cells[column])))
  return [line(head), line(head.map((_, column) => (isFigure(column) ? '---:' : '---'))), ...rows.map(line)].join('\n')
}
