// Plain node:http. Run `npx introw-sandbox`, then `node examples/server/node-http/server.mjs`.
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { captureClick, createConversions, readClickId } from '@introw/affiliate/server'
import { landingPage, signUpPage, thanksPage } from '../pages.mjs'
import { affiliateJs, announce, settings } from '../settings.mjs'

const conversions = createConversions({ apiKey: settings.apiKey, apiHost: settings.apiHost })

const server = createServer(async (request, response) => {
  rememberClick(request, response)
  const { pathname } = new URL(request.url, 'http://shop')
  if (pathname === '/affiliate.js') return send(response, affiliateJs, 'text/javascript')
  if (pathname === '/') return send(response, landingPage(settings))
  if (pathname === '/thanks') return send(response, thanksPage(settings))
  if (pathname !== '/signup') return response.writeHead(404).end()
  if (request.method !== 'POST') return send(response, signUpPage(settings))

  const form = new URLSearchParams(await text(request))
  await recordSignUp(request, form.get('email'))
  response.writeHead(303, { Location: '/thanks' }).end()
})

/** On every request: a partner's link may lead to any page. */
function rememberClick({ method, url, headers }, response) {
  // Behind a proxy that ends TLS `trustProxy` must be true, or the cookie lacks `Secure`.
  const landing = { method, url: `http://${headers.host}${url}`, headers: new Headers(headers) }
  const cookie = captureClick(landing, { domain: settings.domain, trustProxy: settings.trustProxy })
  if (!cookie) return
  response.appendHeader('Set-Cookie', cookie)
  // A cache would hand this visitor's click to everybody.
  response.setHeader('Cache-Control', 'private, no-store')
}

/** A sign-up never fails for this: what Introw could not be told is logged, to be sent again. */
async function recordSignUp({ headers }, email) {
  try {
    await conversions.record({ clickId: readClickId(headers.cookie), email, properties: { plan: 'trial' } })
  } catch (error) {
    console.error('Not recorded:', error)
  }
}

function send(response, body, type = 'text/html') {
  response.setHeader('Content-Type', `${type}; charset=utf-8`).end(body)
}

server.listen(settings.port, '127.0.0.1', () => announce(server.address().port))
