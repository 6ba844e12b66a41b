import { Hono } from 'hono'
import { allowPreflight, refuse, withCors } from './answer'
import { createControl } from './control'
import { receiveConversion, receivePreflight } from './endpoint'
import { renderInspector, renderMissingLink } from './inspector/page'
import { followLink, landingUrl } from './landing'
import type { Services } from './services'

/** The contract's operation `recordAffiliateConversion`. */
export const CONVERSIONS_PATH = '/api/v1/affiliate/conversions'

/** The routes of the sandbox. No middleware stands in front of conversions: `Response.error()` must pass untouched. */
export function createApp(services: Services): Hono {
  const app = new Hono()

  app.post(CONVERSIONS_PATH, (c) => receiveConversion(c.req.raw, services))
  app.options(CONVERSIONS_PATH, (c) => receivePreflight(c.req.raw, services))
  app.all(CONVERSIONS_PATH, () => {
    const refusal = refuse(405, 'method_not_allowed', 'Conversions are posted.')
    refusal.headers.set('Allow', 'POST, OPTIONS')
    return withCors(refusal)
  })
  app.get('/r/:code', async (c) => withCors(await follow(c.req.param('code'), services)))
  app.get('/', (c) => renderInspector(services, c.req.url))
  app.route('/sandbox', createControl(services))
  app.options('*', () => withCors(allowPreflight()))
  app.notFound(() => withCors(refuse(404, 'not_found', 'There is nothing at this address.')))
  app.onError((error) => withCors(refuse(500, 'internal_error', error.message)))
  return app
}

async function follow(code: string, services: Services): Promise<Response> {
  const link = services.store.link(code)
  const campaign = link && services.store.campaign(link.campaignId)
  if (!link || link.revoked || !campaign) return renderMissingLink()
  const { clickId } = await followLink(link, services)
  const headers = { Location: landingUrl(campaign.destination, clickId), 'Cache-Control': 'no-store' }
  return new Response(null, { status: 302, headers })
}
