import { type Context, Hono } from 'hono'
import { refuse, refuseLargePayload } from './answer'
import type { Span } from './clock'
import { createEventStream } from './events'
import { checkFault } from './fault'
import { renderView } from './inspector/view'
import { followLink, landingUrl } from './landing'
import { isRecord, parseJson } from './json'
import { readPayload } from './payload'
import { resetServices, type Services } from './services'

/** The sandbox's own controls, under `/sandbox`: for tests in other processes and for the inspector page. */
export function createControl(services: Services): Hono {
  const { store, clock, faults } = services
  const control = new Hono()

  control.use(refuseOtherSites)
  control.get('/state', (c) => c.json(describeState(services)))
  control.get('/view', (c) => c.json(renderView(services, c.req.url)))
  control.get('/events', createEventStream(services))
  control.post('/clock', async (c) => {
    moveClock(await readObject(c), services)
    return c.json({ now: clock.now(), offsetMs: clock.offsetMs() })
  })
  control.post('/faults', async (c) => {
    const fault = await readObject(c)
    checkFault(fault)
    faults.add(fault)
    return c.json({ faults: faults.list() }, 201)
  })
  control.delete('/faults', (c) => {
    faults.clear()
    return c.json({ faults: faults.list() })
  })
  control.patch('/campaigns/:id', async (c) => c.json(store.updateCampaign(c.req.param('id'), await readObject(c))))
  control.post('/clicks', async (c) => {
    const { code = 'demo' } = await readObject(c)
    const link = store.links.find((candidate) => candidate.code === code)
    const campaign = link && store.campaign(link.campaignId)
    if (!link || link.revoked || !campaign) throw new TypeError('There is no link of this code, or it is revoked.')
    const { clickId } = await followLink(link, services)
    return c.json({ clickId, url: landingUrl(campaign.destination, clickId) }, 201)
  })
  control.post('/reset', (c) => {
    resetServices(services)
    return c.json({ reset: true })
  })
  control.onError(answerError)
  return control
}

// A page that the developer happens to visit has no business here. Tests in other processes send no Origin.
async function refuseOtherSites(c: Context, next: () => Promise<void>): Promise<Response | undefined> {
  const origin = c.req.header('origin')
  if (origin !== undefined && origin !== new URL(c.req.url).origin) {
    return refuse(403, 'origin_not_allowed', "The sandbox's controls answer to its own page and to programs only.")
  }
  await next()
  return undefined
}

async function readObject(c: Context): Promise<Readonly<Record<string, unknown>>> {
  const payload = await readPayload(c.req.raw)
  if (payload.state === 'too-large') throw new PayloadTooLarge()
  if (payload.state === 'broken') throw new TypeError('The body broke off.')
  if (payload.text === '') return {}
  const body = parseJson(payload.text)
  if (!isRecord(body)) throw new TypeError('The body must be a JSON object.')
  return body
}

class PayloadTooLarge extends Error {}

function answerError(error: Error): Response {
  if (error instanceof PayloadTooLarge) return refuseLargePayload()
  return error instanceof TypeError || error instanceof RangeError
    ? refuse(422, 'validation_failed', error.message)
    : refuse(500, 'internal_error', error.message)
}

function moveClock({ advance, set, reset }: Readonly<Record<string, unknown>>, { clock }: Services): void {
  if (reset === true) return clock.reset()
  if (typeof set === 'number') return clock.set(set)
  if (typeof set === 'string') return clock.set(Date.parse(set))
  if (!isSpan(advance)) throw new TypeError('Send {"advance":{"days":1}}, {"set":"<ISO 8601>"} or {"reset":true}.')
  clock.advance(advance)
}

function isSpan(value: unknown): value is Span {
  const units = ['days', 'hours', 'minutes', 'ms']
  return isRecord(value) && Object.entries(value).every(([unit, n]) => units.includes(unit) && Number.isFinite(n))
}

function describeState({ store, clock, faults }: Services) {
  const { campaigns, links, clicks, conversions, submissions, requests, preflights, dropped } = store
  return {
    now: clock.now(),
    offsetMs: clock.offsetMs(),
    faults: faults.list(),
    campaigns,
    links,
    clicks,
    conversions,
    submissions,
    requests,
    preflights,
    dropped,
  }
}
