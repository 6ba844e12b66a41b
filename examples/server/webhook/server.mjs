// The hand-over: the click id is kept with the account at sign-up, and a payment provider's webhook, which has no cookie,
// records the sale. Run `npx introw-sandbox`, then `node examples/server/webhook/server.mjs`.
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { captureClick, createConversions, readClickId } from '@introw/affiliate/server'
import express from 'express'
import { landingPage, signUpPage, thanksPage } from '../pages.mjs'
import { affiliateJs, announce, settings } from '../settings.mjs'

const webhookSecret = process.env.WEBHOOK_SECRET ?? 'whsec_demo'
const conversions = createConversions({ apiKey: settings.apiKey, apiHost: settings.apiHost })
/** Stands for your database. */
const accounts = new Map()
const app = express()
app.set('trust proxy', settings.trustProxy)

app.use((request, response, next) => {
  // A market that asks for no consent. Elsewhere your consent platform's cookie tells: ../consent.mjs.
  const cookie = captureClick(request, { domain: settings.domain, consent: true })
  // A cache would hand this visitor's click to everybody.
  if (cookie) response.append('Set-Cookie', cookie).set('Cache-Control', 'private, no-store')
  next()
})

app.get('/', (_request, response) => void response.send(landingPage(settings)))
app.get('/signup', (_request, response) => void response.send(signUpPage(settings)))
app.get('/thanks', (_request, response) => void response.send(thanksPage(settings)))
app.get('/affiliate.js', (_request, response) => void response.type('js').send(affiliateJs))

app.post('/signup', express.urlencoded(), (request, response) => {
  const account = { id: randomUUID(), email: request.body?.email, introwClickId: readClickId(request) }
  accounts.set(account.id, account)
  // The payment provider gets the account's id, as Stripe does in `client_reference_id`, and gives it back.
  response.redirect(303, `/checkout?account=${account.id}`)
})

app.get('/checkout', (_request, response) => void response.send('<p>The payment provider’s page.</p>'))

app.post('/webhooks/payments', express.raw({ type: 'application/json' }), async (request, response) => {
  if (!isSigned(request.body, request.get('X-Payment-Signature'))) return void response.sendStatus(400)
  const event = JSON.parse(request.body)
  const account = accounts.get(event.account)
  if (event.type !== 'payment.succeeded' || !account) return void response.sendStatus(204)
  try {
    const { introwClickId: clickId, email } = account
    const properties = { orderId: event.order, amount: event.amount }
    const { status } = await conversions.record({ clickId, email, properties })
    // `duplicate` is well too: providers deliver an event more than once.
    response.json({ status })
  } catch (error) {
    console.error('Not recorded:', error)
    // The provider's own retries are the queue.
    response.sendStatus(500)
  }
})

/** Without a body, or with one of another type, there is no `body`. */
function isSigned(body = '', signature = '') {
  const expected = createHmac('sha256', webhookSecret).update(body).digest()
  const given = Buffer.from(signature, 'hex')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

const server = app.listen(settings.port, '127.0.0.1', () => announce(server.address().port))
