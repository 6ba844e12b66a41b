import { createServer } from 'node:http'
import { API_ORIGIN, SHOP_ORIGIN } from './hosts.mjs'
import { POSTHOG_TOKEN } from './peers.mjs'

/** PostHog's remote configuration, without which it asks again: autocapture, as for anyone, and nothing beyond. */
const POSTHOG = {
  token: POSTHOG_TOKEN,
  supportedCompression: ['gzip', 'gzip-js'],
  hasFeatureFlags: false,
  defaultIdentifiedOnly: true,
  ...Object.fromEntries(
    ['captureDeadClicks', 'capturePerformance', 'autocapture_opt_out', 'autocaptureExceptions', 'sessionRecording']
      .concat(['heatmaps', 'surveys', 'conversations', 'productTours', 'logs'])
      .map((name) => [name, false]),
  ),
}

/** What stands for the rest of the world, by the end of a path. */
const BODIES = [
  ['/conversions', JSON.stringify({ status: 'recorded', conversionId: 'conv_1', formSubmissionId: null })],
  ['/config.js', `window._POSTHOG_REMOTE_CONFIG={${POSTHOG_TOKEN}:{config:${JSON.stringify(POSTHOG)},siteApps:[]}}`],
  ['/config', JSON.stringify(POSTHOG)],
  ['.js', ''],
]

/** An API that asks for a day's patience: under this path of its host. */
export const BUSY_PATH = '/busy'

/** A page for each variant, the same but for the script; and for everything else an answer that turns nothing on. */
export async function servePages(variants) {
  const names = Object.keys(variants)
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, SHOP_ORIGIN)
    const [, index, kind] = /^\/(\d+)\/(page|busy|script\.js)$/.exec(pathname) ?? []
    // Isolated, so that the page's clock has steps of 5 µs and not of 100.
    response.setHeader('cross-origin-opener-policy', 'same-origin')
    response.setHeader('cross-origin-embedder-policy', 'require-corp')
    response.setHeader('cross-origin-resource-policy', 'cross-origin')
    if (kind === 'script.js') {
      response.setHeader('content-type', 'text/javascript; charset=utf-8')
      response.setHeader('cache-control', 'public, max-age=3600')
      return response.end(variants[names[index]].script)
    }
    if (kind) {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      return response.end(
        createPage(index, kind === 'busy' ? API_ORIGIN + BUSY_PATH : API_ORIGIN, variants[names[index]].snippet),
      )
    }
    answer(request, response, pathname)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const path = (name) => `${SHOP_ORIGIN}/${names.indexOf(name)}`
  return {
    port: server.address().port,
    page: (name, query = variants[name].query) => `${path(name)}/page${query ? `?${query}` : ''}`,
    busyPage: (name, query) => `${path(name)}/busy?${query}`,
    script: (name) => `${path(name)}/script.js`,
    close: () => new Promise((resolve) => server.close(resolve) && server.closeAllConnections()),
  }
}

function answer(request, response, pathname) {
  const isBusy = pathname.startsWith(BUSY_PATH)
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*')
  response.setHeader('access-control-allow-credentials', 'true')
  response.setHeader('access-control-allow-headers', request.headers['access-control-request-headers'] ?? '*')
  response.setHeader('access-control-expose-headers', 'Retry-After')
  response.setHeader('content-type', pathname.endsWith('.js') ? 'text/javascript' : 'application/json')
  if (isBusy) response.setHeader('retry-after', '86400')
  response.writeHead(request.method === 'OPTIONS' ? 204 : isBusy ? 503 : pathname.endsWith('/conversions') ? 201 : 200)
  const body = BODIES.find(([end]) => pathname.endsWith(end))?.[1] ?? '{}'
  request.resume().on('end', () => response.end(body))
}

function createPage(index, apiHost, snippet) {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bench</title>
<link rel="icon" href="data:,">${snippet ? `<script>${snippet}</script>` : ''}
<script async src="/${index}/script.js"
  data-publishable-key="pk_aff_org_bench" data-api-host="${apiHost}"></script></head>
<body><h1>A landing page</h1><p>${'Text as a landing page has it. '.repeat(60)}</p></body></html>`
}
