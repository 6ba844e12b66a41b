// Webhooks of Stripe, Calendly, Cal.com and Typeform, which give the click back. Run `npx introw-sandbox`, then
// `node examples/server/vendors/server.mjs`.
import process from 'node:process'
import { serve } from '@hono/node-server'
import { createConversions } from '@introw/affiliate/server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { landingPage, signUpPage } from '../pages.mjs'
import { affiliateJs, announce, settings } from '../settings.mjs'
import { receive, VENDORS } from './webhooks.mjs'

const BODY_MAX_BYTES = 1e6

const conversions = createConversions({ apiKey: settings.apiKey, apiHost: settings.apiHost })
/** What each vendor shows you where you make the webhook: one each. The demo's own is for the sandbox alone, since everybody knows it. */
const secretOf = (vendor) =>
  process.env[`${vendor.replace('-', '_').toUpperCase()}_WEBHOOK_SECRET`] ||
  (process.env.INTROW_API_KEY ? undefined : 'whsec_demo')

const app = new Hono()

app.get('/', (c) => c.html(landingPage(settings)))
app.get('/signup', (c) => c.html(signUpPage(settings)))
app.get('/affiliate.js', (c) => c.body(affiliateJs, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }))

for (const vendor of Object.keys(VENDORS)) {
  const secret = secretOf(vendor)
  // Without one anybody could write a conversion of theirs.
  if (!secret) continue
  app.post(`/webhooks/${vendor}`, bodyLimit({ maxSize: BODY_MAX_BYTES }), (c) =>
    receive(vendor, c.req.raw, { conversions, secret }),
  )
}

serve({ fetch: app.fetch, port: settings.port, hostname: '127.0.0.1' }, ({ port }) => announce(port))
