// A first-party proxy: the script and the one API path come from your own origin, so that no blocker and no policy keeps
// them away. Run `npx introw-sandbox`, then `node examples/server/proxy/server.mjs`.
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { landingPage, signUpPage, thanksPage } from '../pages.mjs'
import { affiliateJs, announce, settings } from '../settings.mjs'

/** A name of your own, which says nothing: what many sites use ends on a blocker's list. */
const BASE = '/lib'
const CONVERSIONS_PATH = '/api/v1/affiliate/conversions'
/** affiliate.js sends 32 KiB at most. */
const BODY_MAX_BYTES = 64 * 1024
const TIMEOUT_MS = 15_000
const PAGES = new Map([
  ['/', landingPage],
  ['/signup', signUpPage],
  ['/thanks', thanksPage],
])

const hash = createHash('sha384').update(affiliateJs)
/** Another version has another path, so that a page and a cache never mix two. */
const integrity = `sha384-${hash.copy().digest('base64')}`
const scriptUrl = `${BASE}/kit.${hash.digest('hex').slice(0, 12)}.js`

const server = createServer((request, response) => {
  // Anybody can send `GET //`. Uncaught, it ends the process, and the shop for everybody.
  if (!URL.canParse(request.url, 'http://shop')) return void response.writeHead(400).end()
  const { pathname } = new URL(request.url, 'http://shop')
  if (pathname === scriptUrl) return serveScript(response)
  if (pathname === BASE + CONVERSIONS_PATH && request.method === 'POST') return forward(request, response)
  servePage(pathname, request, response)
})

function serveScript(response) {
  response.writeHead(200, {
    'Content-Type': 'text/javascript; charset=utf-8',
    'Cache-Control': 'public, max-age=31536000, immutable',
  })
  response.end(affiliateJs)
}

/** This path and no other, or the proxy is open to anybody for anything. */
async function forward(request, response) {
  if (!(Number(request.headers['content-length']) <= BODY_MAX_BYTES)) return response.writeHead(413).end()
  try {
    const answer = await fetch(settings.apiHost + CONVERSIONS_PATH, {
      method: 'POST',
      headers: forwardedHeaders(request),
      body: await buffer(request),
      // The API redirects nobody: what does is something else, and would get the visitor's e-mail.
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    // Read to its end first: an answer that is cut off is none. Nor is a page, which would be one of your own origin.
    const body = await answer.text()
    JSON.parse(body)
    const retryAfter = answer.headers.get('Retry-After')
    respond(response, answer.status, body, retryAfter ? { 'Retry-After': retryAfter } : {})
  } catch {
    // affiliate.js keeps the conversion and sends it again.
    const error = { code: 'bad_gateway', message: 'The API has not answered.' }
    respond(response, 502, JSON.stringify({ error }), {})
  }
}

/** Nothing of an answer's own headers but these: no cookie of another's becomes one of your origin. */
function respond(response, status, body, headers) {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    ...headers,
  })
  response.end(body)
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
  if (request.method === 'POST') return response.writeHead(303, { Location: '/thanks' }).end()
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    // Nothing but this origin, and it works.
    'Content-Security-Policy': "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'unsafe-inline'",
  })
  response.end(page({ ...settings, apiHost: `http://${request.headers.host}${BASE}`, scriptUrl, integrity }))
}

/** The shop's domain or a name under it, perhaps with a port: letters, digits, dots and hyphens, and so no markup. */
function isOurs(host = '') {
  const [name, port = '0', ...rest] = host.toLowerCase().split(':')
  return /^[a-z\d.-]+$/.test(name) && /^\d+$/.test(port) && !rest.length && `.${name}`.endsWith(`.${settings.domain}`)
}

server.listen(settings.port, '127.0.0.1', () => announce(server.address().port))
