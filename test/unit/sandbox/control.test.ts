// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../../src/sandbox'
import { violations } from '../../support/contract'
import { follow, post } from './post'

const HOME = 'http://introw.localhost:4001'
let sandbox: Sandbox
beforeEach(() => {
  sandbox = createSandbox({ destination: 'https://www.shop.example/' })
})

async function call(method: string, path: string, body?: unknown, headers: HeadersInit = {}) {
  const init = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
  const response = await sandbox.fetch(new Request(`${HOME}/sandbox${path}`, { method, headers, ...init }))
  return { status: response.status, json: await response.json() }
}

describe('over HTTP', () => {
  test('the clock is moved and put back', async () => {
    const before = Date.now()
    const { json } = await call('POST', '/clock', { advance: { days: 91 } })
    expect(json.offsetMs).toBe(91 * 86_400_000)
    expect(json.now).toBeGreaterThanOrEqual(before + json.offsetMs)
    await call('POST', '/clock', { set: '2030-01-01T00:00:00Z' })
    expect(new Date(sandbox.clock.now()).getUTCFullYear()).toBe(2030)
    expect((await call('POST', '/clock', { reset: true })).json.offsetMs).toBe(0)
  })

  test('faults are ordered and lifted', async () => {
    const fault = { on: 'post', times: 2, kind: 'status', status: 429, retryAfterSeconds: 1 }
    expect(await call('POST', '/faults', fault)).toEqual({ status: 201, json: { faults: [fault] } })
    expect((await post(sandbox, {})).headers.get('retry-after')).toBe('1')
    expect(await call('DELETE', '/faults')).toEqual({ status: 200, json: { faults: [] } })
    expect((await post(sandbox, {})).status).toBe(200)
  })

  test('a click is made without a browser', async () => {
    const { status, json } = await call('POST', '/clicks', { code: 'demo' })
    expect([status, json.url]).toEqual([201, `https://www.shop.example/?irw_id=${json.clickId}`])
    expect((await post(sandbox, { clickId: json.clickId })).status).toBe(201)
  })

  test("a campaign's allow-list and key are mended", async () => {
    const { json } = await call('PATCH', '/campaigns/demo', { allowedOrigins: ['https://www.shop.example'] })
    expect(json).toMatchObject({
      id: 'demo',
      publishableKey: 'pk_aff_org_demo',
      allowedOrigins: ['https://www.shop.example'],
    })
    expect((await post(sandbox, { clickId: await follow(sandbox) })).status).toBe(403)
    await call('PATCH', '/campaigns/demo', { allowedOrigins: [] })
    expect((await post(sandbox, { clickId: await follow(sandbox) })).status).toBe(201)
  })

  test('the state is told in full, and forgotten', async () => {
    await post(sandbox, { clickId: await follow(sandbox), email: 'ada@studio.example' })
    const { json } = await call('GET', '/state')
    expect(json).toMatchObject({
      offsetMs: 0,
      faults: [],
      campaigns: [{ id: 'demo' }, { id: 'other' }],
      clicks: [{ code: 'demo' }],
      conversions: [{ email: 'ada@studio.example' }],
      submissions: [{ fields: { email: 'ada@studio.example' } }],
      requests: [{ outcome: 'recorded' }],
    })
    expect((await call('POST', '/reset')).status).toBe(200)
    expect((await call('GET', '/state')).json).toMatchObject({
      clicks: [],
      conversions: [],
      submissions: [],
      requests: [],
    })
  })

  test.each([
    ['POST', '/clock', '{'],
    ['POST', '/clock', []],
    ['POST', '/clock', { advance: { weeks: 1 } }],
    ['POST', '/clock', { set: 'tomorrow' }],
    ['POST', '/faults', { kind: 'drop' }],
    ['POST', '/clicks', { code: 'revoked' }],
    ['POST', '/clicks', { code: 'nobody' }],
    ['PATCH', '/campaigns/nobody', {}],
    ['PATCH', '/campaigns/demo', { windowDays: 366 }],
    ['PATCH', '/campaigns/demo', { allowedOrigins: ['shop.example'] }],
    ['PATCH', '/campaigns/demo', { colour: 'red' }],
    ['PATCH', '/campaigns/demo', { name: 'x'.repeat(2_049) }],
    ['PATCH', '/campaigns/demo', { allowedOrigins: Array(101).fill('https://shop.example') }],
    ['PATCH', '/campaigns/demo', { fieldMapping: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [n, 'x'])) }],
    ['POST', '/clock', { set: '+010000-01-01T00:00:00Z' }],
    ['POST', '/clock', { advance: { days: 1e308 } }],
  ])('%s %s of %o is refused with a reason', async (method, path, body) => {
    const { status, json } = await call(method, path, body)
    expect(status).toBe(422)
    expect(violations('PublicApiError', json)).toEqual([])
  })

  test("another site's page changes nothing", async () => {
    const headers = { origin: 'https://evil.example' }
    expect((await call('POST', '/clock', { advance: { days: 1 } }, headers)).status).toBe(403)
    expect(sandbox.clock.offsetMs()).toBe(0)
    expect((await call('POST', '/clock', { advance: { days: 1 } }, { origin: HOME })).status).toBe(200)
  })

  test('what happens is told as it happens', async () => {
    const response = await sandbox.fetch(new Request(`${HOME}/sandbox/events`))
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    let heard = ''
    const hear = async (text: string) => {
      while (!heard.includes(text)) heard += (await reader?.read())?.value ?? ''
    }
    await hear('event: hello')
    const clickId = await follow(sandbox)
    await hear('event: click')
    await post(sandbox, { clickId })
    await hear('event: request')
    expect(heard.match(/^event: \w+$/gm)).toEqual(
      ['hello', 'click', 'conversion', 'submission', 'request'].map((type) => `event: ${type}`),
    )
    expect(heard).toContain(JSON.stringify(sandbox.store.conversions[0]))
    await reader?.cancel()
  })
})
