/** Prints a run's results for people at a terminal. */
export function print(results) {
  printLoads(results)
  printFiles(results)
  printRatios(results)
  printCalls(results)
  printGrowth(results)
  printBudgets(results)
}

function printLoads({ chromium, rounds, variants }) {
  console.log(`\nChromium ${chromium}: CPU ms of a script in a cold process, heap kB more than an empty script's;`)
  console.log(`${rounds} rounds in random order, medians with 95 % bootstrap intervals`)
  table(
    ['', 'raw', 'gzip', 'brotli', 'evaluation', 'until load + 0.5 s', 'background', 'sum', 'heap'].concat([
      'requests',
      'cookies',
      'keys',
      'globals',
      'listeners',
      'set up',
    ]),
    variants.map((one) => [
      one.version ? `${one.name} (${one.version})` : one.name,
      one.raw,
      one.gzip,
      one.brotli,
      show(one.evalMs),
      show(one.totalMs),
      show(one.backgroundMs),
      show(one.sumMs),
      one.heapKb.value.toFixed(0),
      one.preflights ? `${one.requests} + ${one.preflights} preflights` : one.requests,
      one.cookies,
      one.storageKeys,
      one.globals,
      one.listeners,
      one.setUp,
    ]),
  )
}

function printFiles({ files }) {
  console.log('\nbytes of what else we ship')
  table(
    ['', 'raw', 'gzip', 'brotli'],
    files.map(({ name, raw, gzip, brotli }) => [name, raw, gzip, brotli]),
  )
}

function printRatios({ ratios }) {
  console.log('\nratios of medians within the run')
  table(
    ['', 'ratio'],
    ratios.map((ratio) => [ratio.name, show(ratio)]),
  )
}

function printCalls({ calls }) {
  console.log('\nms that a page is held up by its first call')
  table(
    ['', 'track()', 'fetch', 'difference'],
    [
      ['as soon as the page has loaded', calls.atOnce],
      ['on a settled page', calls.settled],
    ].map(([name, { trackMs, fetchMs, differenceMs }]) => [name, show(trackMs), show(fetchMs), show(differenceMs)]),
  )
}

function printGrowth({ growth }) {
  if (!growth) return
  const { waiting, due, cookies, calls } = growth
  console.log('\nhow the cost grows: CPU ms, and ms that the page is held up by track()')
  const line = (name, { amount, evalMs, totalMs, callMs }) => [
    `${name}: ${amount}`,
    ...[evalMs, totalMs, callMs].map((ms) => (ms ? show(ms) : '')),
  ]
  table(
    ['', 'evaluation', 'until load + 0.5 s', 'track()'],
    [
      ...waiting.map((cell) => line('conversions waiting, a landing', cell)),
      ...due.map((cell) => line('conversions due and sent, a page view', cell)),
      ...cookies.map((cell) => line('cookies, a landing', cell)),
      ...calls.map((cell) => line(`calls in one task, the last ${show(cell.lastMs)}`, cell)),
    ],
  )
}

function printBudgets({ budgets }) {
  console.log('\nbudgets')
  table(
    ['', 'limit', 'aim', 'measured', ''],
    budgets.map(({ what, limit, aim, value, low, high, verdict }) => {
      const measured = Number.isInteger(value) && low === high ? value : show({ value, low, high })
      return [what, limit ?? '', aim ?? '', measured, verdict.toUpperCase()]
    }),
  )
}

function show({ value, low, high }) {
  return `${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`
}

/** Figures to the right. */
function table(head, rows) {
  const lines = [head, ...rows].map((cells) => cells.map(String))
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => cells[column].length)))
  const isText = head.map((_, column) => column === 0 || !lines.slice(1).some((cells) => /^[\d.-]/.test(cells[column])))
  const pad = (cell, column) => (isText[column] ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))
  for (const cells of lines) console.log(cells.map(pad).join('  ').trimEnd())
}
