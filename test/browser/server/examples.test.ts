import { createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { NAME, openShop } from './shop.ts'

describe.each(['node-http', 'express', 'hono', 'next'] as const)('the %s example', (name) => {
  const shop = openShop(name)

  it('sets the cookie by header, records the sign-up server to server, and the browser hears `duplicate`', async () => {
    await shop.land()
    const { relay, tab, sandbox } = shop
    const clickId = sandbox.store.clicks.at(-1)?.clickId
    const cookie = {
      path: `/?irw_id=${clickId}`,
      text: `${NAME}=${clickId}; Max-Age=7776000; Path=/; Domain=shop.localhost; SameSite=Lax`,
      maxAgeDays: 90,
      cacheControl: 'private, no-store',
    }
    expect(relay.serverCookies).toEqual([cookie])

    await tab.click('a[href="/signup"]')
    await shop.signUp('lead@acme.example')
    expect(await shop.browserStatus()).toBe('duplicate')
    expect(shop.outcomes()).toEqual([
      { via: 'server', outcome: 'recorded', reason: null },
      { via: 'browser', outcome: 'duplicate', reason: 'already-converted' },
    ])
    expect(sandbox.store.conversions).toMatchObject([
      { clickId, email: 'lead@acme.example', properties: { plan: 'trial' } },
    ])
    expect(shop.cookieWrites()).toEqual([])
    expect(relay.serverCookies).toEqual([cookie])
  })

  it('sets no cookie for what is no landing', async () => {
    const url = `http://127.0.0.1:${shop.relay.port}/?irw_id=a`
    const cookie = async (init: RequestInit) => (await fetch(url, init)).headers.get('set-cookie')
    expect(await cookie({})).toContain(`${NAME}=a;`)
    expect(await cookie({ method: 'HEAD' })).toBeNull()
    const ahead: [string, string][] = [
      ['rsc', '1'],
      ['next-router-prefetch', '1'],
      ['sec-purpose', 'prefetch;prerender'],
      ['purpose', 'prefetch'],
      ['sec-fetch-dest', 'empty'],
    ]
    for (const header of ahead) expect([header, await cookie({ headers: [header] })]).toEqual([header, null])
  })
})

describe('the webhook example', () => {
  const shop = openShop('webhook')
  const signUp = async (email: string) => {
    await shop.land()
    await shop.tab.click('a[href="/signup"]')
    await shop.signUp(email)
    return shop.tab.waitFor(() => new URLSearchParams(location.search).get('account'))
  }
  /** The payment provider's delivery: signed, and without a cookie. */
  const deliver = async (event: object, secret = 'whsec_demo') => {
    const body = JSON.stringify(event)
    const signature = createHmac('sha256', secret).update(body).digest('hex')
    const headers = { 'Content-Type': 'application/json', 'X-Payment-Signature': signature }
    const response = await fetch(`http://127.0.0.1:${shop.relay.port}/webhooks/payments`, {
      method: 'POST',
      headers,
      body,
    })
    return `${response.status} ${await response.text()}`
  }

  it('keeps the click with the account, and records the sale of a webhook, which has no cookie', async () => {
    const account = await signUp('buyer@acme.example')
    expect(shop.outcomes()).toEqual([])
    const event = { type: 'payment.succeeded', account, order: 'order_1', amount: 49 }
    expect(await deliver(event)).toBe('200 {"status":"recorded"}')
    expect(await deliver(event)).toBe('200 {"status":"duplicate"}')
    expect(shop.sandbox.store.conversions).toMatchObject([
      { via: 'server', email: 'buyer@acme.example', properties: { orderId: 'order_1', amount: 49 } },
    ])
    await shop.tab.goto(`${shop.relay.origin}/thanks`)
    expect(await shop.browserStatus()).toBe('duplicate')
  })

  it('refuses what the provider has not signed, and leaves what failed to the provider’s retries', async () => {
    const account = await signUp('later@acme.example')
    const event = { type: 'payment.succeeded', account, order: 'order_2', amount: 5 }
    expect(await deliver(event, 'whsec_wrong')).toMatch(/^400 /)
    shop.sandbox.faults.add({ on: 'post', times: 1, kind: 'status', status: 401 })
    expect(await deliver(event)).toMatch(/^500 /)
    expect(await deliver(event)).toBe('200 {"status":"recorded"}')
  })
})

describe('the proxy example', () => {
  const shop = openShop('proxy')
  const path = '/lib/api/v1/affiliate/conversions'

  it('serves the script and takes the conversion under a policy that allows the site’s own origin alone', async () => {
    await shop.land()
    const { relay, tab, sandbox } = shop
    sandbox.store.updateCampaign('demo', { allowedOrigins: [relay.origin] })
    await tab.goto(`${relay.origin}/signup`)
    await shop.signUp('proxied@acme.example')
    expect(await shop.browserStatus()).toBe('recorded')
    const [request, ...others] = sandbox.store.requests
    expect(others).toEqual([])
    expect(request).toMatchObject({ via: 'browser', origin: relay.origin, key: 'pk_aff_org_demo', outcome: 'recorded' })
    expect(sandbox.store.preflights).toEqual([])
    const names = await tab.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
    expect(names.filter((url) => !url.startsWith(relay.origin))).toEqual([])
  })

  const post = (body: string, headers = {}) =>
    fetch(`http://127.0.0.1:${shop.relay.port}${path}`, { method: 'POST', body, headers })

  it('passes on the visitor’s address and the origin, but no cookie and nothing that the visitor made up', async () => {
    await post('{"clickId":"a"}', {
      origin: 'https://www.shop.com',
      'x-introw-publishable-key': 'pk_aff_org_demo',
      cookie: 'session=secret',
      authorization: 'Bearer secret',
      'x-forwarded-for': '203.0.113.1',
      'x-api-key': 'sk_introw_demo',
    })
    const [request] = shop.sandbox.store.requests
    expect(request).toMatchObject({ via: 'browser', origin: 'https://www.shop.com', key: 'pk_aff_org_demo' })
    expect(request?.headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1' })
    for (const name of ['cookie', 'authorization', 'x-api-key']) expect(request?.headers).not.toHaveProperty(name)
  })

  it('forwards nothing but that path, of that size, and passes on what the API refuses', async () => {
    expect((await fetch(`http://127.0.0.1:${shop.relay.port}/lib/sandbox/state`)).status).toBe(404)
    expect((await fetch(`http://127.0.0.1:${shop.relay.port}${path}`)).status).toBe(404)
    expect((await post('x'.repeat(64 * 1024 + 1))).status).toBe(413)
    expect(shop.sandbox.store.requests).toEqual([])
    const refused = await post('{"clickId":"a"}', { 'x-introw-publishable-key': 'pk_wrong' })
    expect([refused.status, await refused.json()]).toMatchObject([401, { error: { code: 'invalid_publishable_key' } }])
  })
})
