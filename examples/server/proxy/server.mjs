// A first-party proxy: the script and the one API path come from your own origin, so that no blocker and no policy keeps
// them away. Run `npx introw-sandbox`, then `node examples/server/proxy/server.mjs`.
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { landingPage, signUpPage, thanksPage } from '../pages.mjs'
import { affiliateJs, announce, settings } from '../settings.mjs'

const CONVERSIONS_PATH = '/api/v1/affiliate/conversions'
/** affiliate.js sends 32 KiB at most. */
const BODY_MAX_BYTES = 64 * 1024
const TIMEOUT_MS = 15_000
const PAGES = new Map([
  ['/', landingPage],
  ['/signup', signUpPage],
  ['/thanks', thanksPage],
])

const server = createServer((request, response) => {
  // Anybody can send `GET //`. Uncaught, it ends the process, and the shop for everybody.
  if (!URL.canParse(request.url, 'http://shop')) return void response.writeHead(400).end()
  const { pathname } = new URL(request.url, 'http://shop')
  if (pathname === '/introw/affiliate.js') {
    response.writeHead(200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': 'public, max-age=3600',
    })
    return response.end(affiliateJs)
  }
  if (pathname === `/introw${CONVERSIONS_PATH}` && request.method === 'POST') return forward(request, response)
  servePage(pathname, request, response)
})

/** This path and no other, or the proxy is open to anybody for anything. */
async function forward(request, response) {
  if (!(Number(request.headers['content-length']) <= BODY_MAX_BYTES)) return response.writeHead(413).end()
  try {
    const answer = await fetch(settings.apiHost + CONVERSIONS_PATH, {
      method: 'POST',
      headers: forwardedHeaders(request),
      body: await buffer(request),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const headers = {
      'Content-Type': answer.headers.get('Content-Type') ?? 'application/json',
      'Cache-Control': 'no-store',
    }
    const retryAfter = answer.headers.get('Retry-After')
    // Read to its end first: an answer that is cut off is none.
    const body = await answer.text()
    response.writeHead(answer.status, retryAfter ? { ...headers, 'Retry-After': retryAfter } : headers).end(body)
  } catch {
    // affiliate.js keeps the conversion and sends it again.
    response.writeHead(502).end()
  }
}

/** What the API judges by, and nothing else: the site's cookies and sessions are none of its business. */
function forwardedHeaders({ headers, socket }) {
  return {
    'Content-Type': headers['content-type'] ?? 'application/json',
    'x-introw-publishable-key': headers['x-introw-publishable-key'] ?? '',
    // The campaign's list of allowed origins.
    ...(headers.origin && { Origin: headers.origin }),
    ...(headers['user-agent'] && { 'User-Agent': headers['user-agent'] }),
    // The visitor's address, or all visitors look like one to rate limits. Set, not appended: anybody can send this header.
    // Behind a proxy of your own, take the address from what that one has set.
    'X-Forwarded-For': socket.remoteAddress,
  }
}

function servePage(pathname, request, response) {
  const page = PAGES.get(pathname)
  if (!page) return response.writeHead(404).end()
  // The page names its own origin, and anybody can send any `Host`.
  if (!isOurs(request.headers.host)) return response.writeHead(400).end()
  const own = `http://${request.headers.host}/introw`
  if (request.method === 'POST') return response.writeHead(303, { Location: '/thanks' }).end()
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    // Nothing but this origin, and it works.
    'Content-Security-Policy': "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'unsafe-inline'",
  })
  response.end(page({ ...settings, apiHost: own, scriptUrl: '/introw/affiliate.js' }))
}

/** The shop's domain or a name under it, perhaps with a port: letters, digits, dots and hyphens, and so no markup. */
function isOurs(host = '') {
  const [name, port = '0', ...rest] = host.toLowerCase().split(':')
  return /^[a-z\d.-]+$/.test(name) && /^\d+$/.test(port) && !rest.length && `.${name}`.endsWith(`.${settings.domain}`)
}

server.listen(settings.port, '127.0.0.1', () => announce(server.address().port))
