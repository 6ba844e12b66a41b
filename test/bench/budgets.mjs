/** The design's budgets, judged by the medians of one run; and beside them, judged by nothing, what explains them. */
export function judge(results) {
  const { affiliate, server, ratios } = find(results)
  const { atOnce, settled } = results.calls
  const onLoad = affiliate.requests + affiliate.preflights + affiliate.cookies + affiliate.storageWrites
  return [
    row('affiliate.js, bytes of gzip', affiliate.gzip, { limit: 3600, aim: 3300 }),
    row('evaluation without a click, times js-cookie unused', ratios[0], { limit: 1.8, aim: 1.3 }),
    row('the same, on a page that has made an element before', ratios[3], {}),
    row('evaluation without a click and until 0.5 s after load', ratios[1], { aim: 3 }),
    row('evaluation with a click, times js-cookie with one set', ratios[2], { limit: 2.5, aim: 1.5 }),
    row('the same, on a page that has made an element before', ratios[4], {}),
    row('requests, cookies and storage writes without a click', onLoad, { limit: 0 }),
    row('track() on a settled page, ms more than fetch', settled.differenceMs, { limit: 1 }),
    row('track() as soon as the page has loaded, ms more than fetch', atOnce.differenceMs, { limit: 1 }),
    row('server entry with all it imports, bytes of gzip', server.gzip, { limit: 2000 }),
  ]
}

function find({ variants, files, ratios }) {
  return {
    affiliate: variants.find(({ name }) => name === 'affiliate'),
    server: files.find(({ name }) => name === 'server.js bundled, minified'),
    ratios,
  }
}

function row(what, measured, { limit, aim }) {
  const { value, low = value, high = value } = typeof measured === 'number' ? { value: measured } : measured
  const verdict =
    value > limit ? 'missed' : value > aim ? 'aim missed' : limit === undefined && aim === undefined ? '' : 'met'
  return { what, limit, aim, value, low, high, verdict }
}
