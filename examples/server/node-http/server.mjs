// Plain node:http. Run `npx introw-sandbox`, then `node examples/server/node-http/server.mjs`.
import { createServer } from 'node:http'
import { captureClick, createConversions, readClickId } from '@introw/affiliate/server'
import { landingPage, signUpPage, thanksPage } from '../pages.mjs'
import { affiliateJs, announce, settings } from '../settings.mjs'

const FORM_MAX_CHARACTERS = 10_000

const conversions = createConversions({ apiKey: settings.apiKey, apiHost: settings.apiHost })

const server = createServer((request, response) => {
  // Anybody can send `GET //`, or half a form. Uncaught, it ends the process, and the shop for everybody.
  answer(request, response).catch((error) => fail(response, error))
})

async function answer(request, response) {
  if (!URL.canParse(request.url, 'http://shop')) return response.writeHead(400).end()
  rememberClick(request, response)
  const { pathname } = new URL(request.url, 'http://shop')
  if (pathname === '/affiliate.js') return send(response, affiliateJs, 'text/javascript')
  if (pathname === '/') return send(response, landingPage(settings))
  if (pathname === '/thanks') return send(response, thanksPage(settings))
  if (pathname !== '/signup') return response.writeHead(404).end()
  if (request.method !== 'POST') return send(response, signUpPage(settings))

  const form = new URLSearchParams(await readBody(request))
  await recordSignUp(request, form.get('email'))
  response.writeHead(303, { Location: '/thanks' }).end()
}

async function readBody(request) {
  let body = ''
  for await (const text of request.setEncoding('utf8')) {
    body += text
    if (body.length > FORM_MAX_CHARACTERS) throw Object.assign(new Error('The form is too long.'), { status: 413 })
  }
  return body
}

/** What broke off or is too long is the sender's fault; what else comes here is a mistake of ours. */
function fail(response, error) {
  const status = error.code === 'ECONNRESET' ? 400 : (error.status ?? 500)
  if (status === 500) console.error(error)
  if (response.headersSent) response.destroy()
  else response.writeHead(status, { Connection: 'close' }).end()
}

/** On every request: a partner's link may lead to any page. */
function rememberClick(request, response) {
  // Behind a proxy that ends TLS `trustProxy` must be true, or the cookie lacks `Secure`.
  // `consent: true` is for a market that asks for none. Elsewhere your consent platform's cookie tells: ../consent.mjs.
  const { domain, trustProxy } = settings
  const cookie = captureClick(request, { domain, trustProxy, consent: true })
  if (!cookie) return
  response.appendHeader('Set-Cookie', cookie)
  // A cache would hand this visitor's click to everybody.
  response.setHeader('Cache-Control', 'private, no-store')
}

/** A sign-up never fails for this: what Introw could not be told is logged, to be sent again. */
async function recordSignUp(request, email) {
  try {
    await conversions.record({ clickId: readClickId(request), email, properties: { plan: 'trial' } })
  } catch (error) {
    console.error('Not recorded:', error)
  }
}

function send(response, body, type = 'text/html') {
  response.setHeader('Content-Type', `${type}; charset=utf-8`).end(body)
}

server.listen(settings.port, '127.0.0.1', () => announce(server.address().port))
