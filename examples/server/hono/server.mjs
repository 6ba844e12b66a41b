// The same on Node. Run `npx introw-sandbox`, then `node examples/server/hono/server.mjs`.
import { serve } from '@hono/node-server'
import { affiliateJs, announce, settings } from '../settings.mjs'
import app from './app.mjs'

// What a worker's configuration would hold.
const env = {
  COOKIE_DOMAIN: settings.domain,
  INTROW_API_KEY: settings.apiKey,
  INTROW_PUBLISHABLE_KEY: settings.publishableKey,
  INTROW_API_HOST: settings.apiHost,
}

app.get('/affiliate.js', (c) => c.body(affiliateJs, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }))

const fetch = (request) => app.fetch(request, env)
serve({ fetch, port: settings.port, hostname: '127.0.0.1' }, ({ port }) => announce(port))
