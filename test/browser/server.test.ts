import { createHmac } from 'node:crypto'
import { serveSandbox, type Served } from '@introw/affiliate/sandbox'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchEngine, type Engine, type Tab, type Visitor } from '../support/engine.ts'
import { startExample, type Example, type ExampleName } from './server/example.ts'
import { startRelay, type Relay, type ScriptWrite } from './server/relay.ts'

const NAME = '_introw_aff'
const START_MS = 240_000

let engine: Engine
let served: Served
let visitor: Visitor
let tab: Tab

beforeAll(async () => {
  engine = await launchEngine()
  served = await serveSandbox({ port: 0 })
})
afterAll(async () => {
  await engine?.close()
  await served?.close()
})
beforeEach(async () => {
  served.sandbox.reset()
  visitor = await engine.visitor()
  tab = await visitor.tab()
})
afterEach(() => visitor.close())

/** Starts an example for the tests of one `describe`, with the recording relay in front of it. */
function withExample(name: ExampleName): { readonly relay: Relay } {
  const running: { example?: Example; relay?: Relay } = {}
  beforeAll(async () => {
    running.example = await startExample(name, served.url)
    running.relay = await startRelay(running.example.port)
  }, START_MS)
  afterAll(async () => {
    await running.relay?.close()
    await running.example?.close()
  })
  beforeEach(() => {
    const { scriptWrites, serverCookies } = relayOf(running)
    scriptWrites.length = serverCookies.length = 0
    relayOf(running).dropsServerCookies = false
  })
  return {
    get relay() {
      return relayOf(running)
    },
  }
}

function relayOf({ relay }: { relay?: Relay }): Relay {
  if (!relay) throw new Error('The example is not running.')
  return relay
}

/** Follows a partner's link to the example. */
async function land(relay: Relay): Promise<void> {
  served.sandbox.store.updateCampaign('demo', { destination: `${relay.origin}/` })
  await tab.goto(`${served.url}/r/demo`)
  await tab.waitFor(() => document.readyState === 'complete' && document.querySelector('a[href="/signup"]') !== null)
}

async function signUp(email: string): Promise<void> {
  await tab.fill('input[name=email]', email)
  await tab.click('button')
}

/** What the browser's own `track()` on the thank-you page came to. */
const browserStatus = () =>
  tab.waitFor(() => (document.querySelector('output')?.textContent ?? '…').replace('…', ''))

const outcomes = () => served.sandbox.store.requests.map(({ via, outcome, reason }) => ({ via, outcome, reason }))

describe.each(['node-http', 'express', 'hono', 'next'] as const)('the %s example', (name) => {
  const shop = withExample(name)

  it('sets the cookie by header, records the sign-up server to server, and the browser hears `duplicate`', async () => {
    const { relay } = shop
    await land(relay)
    const clickId = served.sandbox.store.clicks.at(-1)?.clickId
    expect(relay.serverCookies).toEqual([
      {
        path: `/?irw_id=${clickId}`,
        text: `${NAME}=${clickId}; Max-Age=7776000; Path=/; Domain=shop.localhost; SameSite=Lax`,
        maxAgeDays: 90,
        cacheControl: 'private, no-store',
      },
    ])

    await tab.click('a[href="/signup"]')
    await signUp('lead@acme.example')
    expect(await browserStatus()).toBe('duplicate')
    expect(outcomes()).toEqual([
      { via: 'server', outcome: 'recorded', reason: null },
      { via: 'browser', outcome: 'duplicate', reason: 'already-converted' },
    ])
    expect(served.sandbox.store.conversions).toMatchObject([{ clickId, email: 'lead@acme.example', properties: { plan: 'trial' } }])
    expect(cookieWrites(relay)).toEqual([])
    expect(relay.serverCookies).toHaveLength(1)
  })
})

describe('the cookie that the server has set', () => {
  const shop = withExample('node-http')

  it('outlives what scripts wrote: on day 89 a conversion is recorded', async () => {
    await visitAndLoseScriptWrites(shop.relay, 89)
    await signUp('day89@acme.example')
    expect(await browserStatus()).toBe('duplicate')
    expect(outcomes()[0]).toEqual({ via: 'server', outcome: 'recorded', reason: null })
    expect(served.sandbox.store.conversions).toMatchObject([{ email: 'day89@acme.example' }])
  })

  it('ends with the campaign’s window: on day 91 the conversion is ignored', async () => {
    await visitAndLoseScriptWrites(shop.relay, 91)
    await signUp('day91@acme.example')
    expect(await browserStatus()).toBe('ignored')
    expect(outcomes()[0]).toEqual({ via: 'server', outcome: 'ignored', reason: 'expired' })
    expect(served.sandbox.store.conversions).toEqual([])
  })

  it('is what makes the difference: without it the conversion of day 89 is lost', async () => {
    shop.relay.dropsServerCookies = true
    await visitAndLoseScriptWrites(shop.relay, 89)
    expect(cookieWrites(shop.relay)).not.toEqual([])
    await signUp('control@acme.example')
    expect(await browserStatus()).toBe('ignored')
    expect(served.sandbox.store.requests).toEqual([])
  })

  it('is never written by a script, whatever the visitor does', async () => {
    const { relay } = shop
    await land(relay)
    const landing = `${relay.origin}/?irw_id=${served.sandbox.store.clicks.at(-1)?.clickId}`
    await tab.waitFor(() => !location.search)
    await tab.reload()
    await tab.goto(`${relay.origin}/signup`)
    await tab.back()
    await tab.goto(landing)
    await tab.waitFor(() => !location.search)
    expect(cookieWrites(relay)).toEqual([])
    // The same id again is no reason to set it again either.
    expect(relay.serverCookies).toHaveLength(1)
    expect(await tab.evaluate(() => document.cookie.split('; ').length)).toBe(1)
  })

  it('gives way to a newer click', async () => {
    await land(shop.relay)
    await land(shop.relay)
    const [, second] = served.sandbox.store.clicks
    expect(await tab.evaluate(() => document.cookie)).toBe(`${NAME}=${second?.clickId}`)
    expect(shop.relay.serverCookies.map(({ maxAgeDays }) => maxAgeDays)).toEqual([90, 90])
    expect(cookieWrites(shop.relay)).toEqual([])
  })
})

describe('the webhook example', () => {
  const shop = withExample('webhook')

  it('keeps the click with the account, and records the sale of a webhook, which has no cookie', async () => {
    const { relay } = shop
    await land(relay)
    await tab.click('a[href="/signup"]')
    await signUp('buyer@acme.example')
    const account = await tab.waitFor(() => new URLSearchParams(location.search).get('account'))
    expect(outcomes()).toEqual([])

    const event = { type: 'payment.succeeded', account, order: 'order_1', amount: 49 }
    expect(await deliver(relay, event)).toEqual({ status: 200, body: { status: 'recorded' } })
    expect(await deliver(relay, event)).toEqual({ status: 200, body: { status: 'duplicate' } })
    expect(served.sandbox.store.conversions).toMatchObject([
      { via: 'server', email: 'buyer@acme.example', properties: { orderId: 'order_1', amount: 49 } },
    ])

    await tab.goto(`${relay.origin}/thanks`)
    expect(await browserStatus()).toBe('duplicate')
  })

  it('refuses what the provider has not signed, and leaves what failed to its retries', async () => {
    const { relay } = shop
    await land(relay)
    await tab.click('a[href="/signup"]')
    await signUp('later@acme.example')
    const account = await tab.waitFor(() => new URLSearchParams(location.search).get('account'))
    const event = { type: 'payment.succeeded', account, order: 'order_2', amount: 5 }
    expect(await deliver(relay, event, 'whsec_wrong')).toMatchObject({ status: 400 })
    served.sandbox.faults.add({ on: 'post', times: 1, kind: 'status', status: 401 })
    expect(await deliver(relay, event)).toMatchObject({ status: 500 })
    expect(await deliver(relay, event)).toMatchObject({ status: 200, body: { status: 'recorded' } })
  })
})

describe('the proxy example', () => {
  const shop = withExample('proxy')

  it('serves the script and forwards the conversion from the site’s own origin, under a policy of nothing else', async () => {
    const { relay } = shop
    served.sandbox.store.updateCampaign('demo', { allowedOrigins: [relay.origin] })
    await land(relay)
    await tab.evaluate(() => void (document.cookie = 'session=secret; Path=/'))
    await tab.goto(`${relay.origin}/signup`)
    await signUp('proxied@acme.example')
    expect(await browserStatus()).toBe('recorded')
    const [request, ...others] = served.sandbox.store.requests
    expect(others).toEqual([])
    expect(request).toMatchObject({ via: 'browser', origin: relay.origin, key: 'pk_aff_org_demo', outcome: 'recorded' })
    expect(request?.headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'content-type': 'application/json' })
    expect(request?.headers).not.toHaveProperty('cookie')
    expect(served.sandbox.store.preflights).toEqual([])
  })

  it('forwards nothing but that path, of that size, and passes on what the API refuses', async () => {
    const { relay } = shop
    const own = `http://127.0.0.1:${relay.port}/introw`
    const path = '/api/v1/affiliate/conversions'
    expect((await fetch(`${own}/sandbox/state`)).status).toBe(404)
    expect((await fetch(own + path)).status).toBe(404)
    expect((await fetch(own + path, { method: 'POST', body: 'x'.repeat(64 * 1024 + 1) })).status).toBe(413)
    expect(served.sandbox.store.requests).toEqual([])
    const refused = await fetch(own + path, { method: 'POST', body: '{"clickId":"a"}', headers: { 'x-introw-publishable-key': 'pk_wrong' } })
    expect(refused.status).toBe(401)
    expect(await refused.json()).toMatchObject({ error: { code: 'invalid_publishable_key' } })
  })
})

const cookieWrites = ({ scriptWrites }: Relay) =>
  scriptWrites.filter(({ kind, text }) => kind === 'cookie' && text.startsWith(`${NAME}=`)).map(({ text }) => text)

/** Lands, looks at a second page, loses what scripts wrote, as in Safari after 7 days, and comes back to sign up. */
async function visitAndLoseScriptWrites(relay: Relay, days: number): Promise<void> {
  await land(relay)
  await tab.waitFor(() => !location.search)
  await tab.goto(`${relay.origin}/signup`)
  await tab.waitFor(() => localStorage.length > 0)
  if (!relay.dropsServerCookies) expect(cookieWrites(relay)).toEqual([])
  await tab.evaluate(deleteWrites, [...relay.scriptWrites])
  served.sandbox.clock.advance({ days })
  await tab.goto(`${relay.origin}/signup`)
}

/** In the page: each cookie that a script wrote, by its name, path and domain, and each key of storage. */
function deleteWrites(writes: readonly ScriptWrite[]): void {
  for (const { kind, text } of writes) {
    if (kind !== 'cookie') window[kind].removeItem(text)
    else document.cookie = text.replace(/;\s*(expires|max-age)=[^;]*/gi, '').replace(/=[^;]*/, '=') + '; max-age=0'
  }
}

/** The payment provider's delivery: signed, and without a cookie. */
async function deliver(relay: Relay, event: object, secret = 'whsec_demo'): Promise<{ status: number; body: unknown }> {
  const body = JSON.stringify(event)
  const response = await fetch(`http://127.0.0.1:${relay.port}/webhooks/payments`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Payment-Signature': createHmac('sha256', secret).update(body).digest('hex') },
    body,
  })
  const text = await response.text()
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text }
}
