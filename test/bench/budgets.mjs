/** What we allow ourselves. Sizes are bytes of gzip at level 9; package tests hold them, and this judges a run by all. */
export const BUDGETS = {
  script: { limit: 5_900, aim: 5_500 },
  /** Core and every integration. */
  full: { limit: 13_000, aim: 11_000 },
  stub: { limit: 300 },
  server: { limit: 2_700 },
  /** Of the server entry what sets the cookie, and what records conversions, each alone. */
  serverClick: { limit: 1_100 },
  serverConversions: { limit: 2_100 },
  /** Times what js-cookie takes, on a page that another script has touched before, as real pages are. */
  evaluation: { limit: 1.4 },
  evaluationWithClick: { limit: 2.5 },
  /** The same with what V8's other threads do for the page: 4.5 ms where js-cookie has 1.9. */
  evaluationOnAllThreads: { limit: 2.4 },
  /** Of the full edition, times what the core takes, with no integration named. */
  evaluationOfFull: { limit: 1.3 },
  onLoad: { limit: 0 },
  /** Times what the browser's own `fetch` takes, on a settled page. */
  firstTrack: { limit: 2.2 },
}

/** The budgets, checked by the medians of one run; and beside them, checked by nothing, what explains them. */
export function checkBudgets(results) {
  const { affiliate, full, server, stub, ratios } = find(results)
  const onLoad = affiliate.requests + affiliate.preflights + affiliate.cookies + affiliate.storageWrites
  return [
    row('affiliate.js, bytes of gzip', affiliate.gzip, BUDGETS.script),
    row('affiliate.full.js, bytes of gzip', full?.gzip, BUDGETS.full),
    row('evaluation without a click, times js-cookie unused', ratios[3], BUDGETS.evaluation),
    row('the same, on a page that has made no element before', ratios[0]),
    row('the same until 0.5 s after load', ratios[1]),
    row('evaluation without a click and background, times js-cookie unused', ratios[5], BUDGETS.evaluationOnAllThreads),
    row('affiliate.full.js without a click, times affiliate.js', results.edition, BUDGETS.evaluationOfFull),
    row('evaluation with a click, times js-cookie with one set', ratios[4], BUDGETS.evaluationWithClick),
    row('the same, on a page that has made no element before', ratios[2]),
    row('requests, cookies and storage writes without a click', onLoad, BUDGETS.onLoad),
    row('first track() on a settled page, times fetch', results.calls.settled.ratio, BUDGETS.firstTrack),
    row('first track() as soon as the page has loaded, times fetch', results.calls.atOnce.ratio),
    row('server entry with all it imports, bytes of gzip', server.gzip, BUDGETS.server),
    row('the stub, bytes of gzip', stub.gzip, BUDGETS.stub),
  ].filter((checked) => checked !== undefined)
}

function find({ variants, files, ratios }) {
  return {
    affiliate: variants.find(({ name }) => name === 'affiliate'),
    full: variants.find(({ name }) => name === 'full'),
    server: files.find(({ name }) => name === 'server.js bundled, minified'),
    stub: files.find(({ name }) => name === 'the stub'),
    ratios,
  }
}

/** Undefined for what an older run has not measured. */
function row(what, measured, { limit, aim } = {}) {
  if (measured === undefined) return undefined
  const { value, low = value, high = value } = typeof measured === 'number' ? { value: measured } : measured
  const verdict =
    value > limit ? 'missed' : value > aim ? 'aim missed' : limit === undefined && aim === undefined ? '' : 'met'
  return { what, limit, aim, value, low, high, verdict }
}
