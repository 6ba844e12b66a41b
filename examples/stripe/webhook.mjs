import { createConversions } from '@introw/affiliate/server'
import { receive } from '../server/vendors/webhooks.mjs'

/** What your server does with Stripe's webhook, as a route handler: POST /webhook. */
export function POST(request, env) {
  const conversions = createConversions({ apiKey: env.INTROW_API_KEY, apiHost: env.INTROW_API_HOST })
  return receive('stripe', request, { conversions, secret: env.WEBHOOK_SECRET })
}
