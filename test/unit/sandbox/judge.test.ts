// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../../src/sandbox'
import { path } from '../../support/contract'
import { API, expectCors, follow, PAGE_HEADERS, post, request, SERVER_HEADERS } from './post'

let sandbox: Sandbox
beforeEach(() => {
  sandbox = createSandbox()
})

const { 'x-introw-publishable-key': _key, ...KEYLESS } = PAGE_HEADERS

describe('a conversion', () => {
  test('of a click is recorded, once', async () => {
    const clickId = await follow(sandbox)
    const body = { clickId, email: 'ada@studio.example', properties: { plan: 'grove', seats: 3 } }
    const first = await post(sandbox, body)
    expect(first.status).toBe(201)
    expect(first.body).toEqual({
      status: 'recorded',
      conversionId: expect.stringMatching(/^conv_[0-9A-Z]{26}$/),
      formSubmissionId: expect.stringMatching(/^fsub_[0-9A-Z]{26}$/),
    })
    const second = await post(sandbox, body)
    expect(second.status).toBe(200)
    expect(second.body).toEqual({ status: 'duplicate', conversionId: null, formSubmissionId: null })
    expect(sandbox.store.conversions).toMatchObject([{ clickId, email: 'ada@studio.example', via: 'browser' }])
  })

  test('that comes ten times at once is recorded once', async () => {
    const clickId = await follow(sandbox)
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(sandbox, { clickId })))
    expect(answers.map(({ body }) => body.status).sort()).toEqual([...Array(9).fill('duplicate'), 'recorded'])
    expect(sandbox.store.conversions).toHaveLength(1)
  })

  test('fills the mapped fields of the form, and keeps the rest beside them', async () => {
    sandbox.store.updateCampaign('demo', { fieldMapping: { plan: 'Plan', mail: 'email' } })
    const properties = '{"plan":"grove","mail":"other@studio.example","order":null,"__proto__":"x"}'
    await post(sandbox, `{"clickId":"${await follow(sandbox)}","email":"ada@studio.example","properties":${properties}}`)
    expect(sandbox.store.submissions).toHaveLength(1)
    const submission = sandbox.store.submissions[0]
    expect(submission?.fields).toEqual({ email: 'ada@studio.example', Plan: 'grove' })
    expect(Object.entries(submission?.unmapped ?? {})).toEqual([['order', null], ['__proto__', 'x']])
  })

  test('without an e-mail, or with an empty one, leaves no such field', async () => {
    await post(sandbox, { clickId: await follow(sandbox) })
    await post(sandbox, { clickId: await follow(sandbox), email: '' })
    expect(sandbox.store.submissions.map(({ fields }) => fields)).toEqual([{}, {}])
    expect(sandbox.store.conversions.map(({ email }) => email)).toEqual([null, null])
  })
})

describe('the key', () => {
  test('may come in the body', async () => {
    const body = { clickId: await follow(sandbox), publishableKey: 'pk_aff_org_demo' }
    expect((await post(sandbox, body, KEYLESS)).body.status).toBe('recorded')
  })

  test('of the header wins over that of the body', async () => {
    const body = { clickId: await follow(sandbox), publishableKey: 'pk_aff_org_other' }
    expect((await post(sandbox, body)).body.status).toBe('recorded')
  })

  test.each([
    ['missing', KEYLESS, 'missing_publishable_key'],
    ['of no campaign', { ...PAGE_HEADERS, 'x-introw-publishable-key': 'pk_aff_org_nobody' }, 'invalid_publishable_key'],
    ['secret and wrong, beside a good publishable one', { ...PAGE_HEADERS, 'x-api-key': 'sk_wrong' }, 'invalid_api_key'],
    ['secret and empty, beside a good publishable one', { ...PAGE_HEADERS, 'x-api-key': '' }, 'invalid_api_key'],
    ['secret without the scope', { ...SERVER_HEADERS, 'x-api-key': 'sk_introw_readonly' }, 'missing_scope'],
  ])('that is %s is refused with 401', async (_, headers, code) => {
    const { status, body } = await post(sandbox, { clickId: await follow(sandbox) }, headers)
    expect([status, body.error?.code]).toEqual([401, code])
    expect(sandbox.store.conversions).toEqual([])
  })

  test('that is secret needs no origin and no publishable key', async () => {
    sandbox.store.updateCampaign('demo', { allowedOrigins: ['https://www.shop.example'] })
    const body = { clickId: await follow(sandbox), publishableKey: 'pk_aff_org_other' }
    expect((await post(sandbox, body, SERVER_HEADERS)).body.status).toBe('recorded')
    expect(sandbox.store.conversions[0]?.via).toBe('server')
  })

  test('is judged before the origin, the body and the click', async () => {
    sandbox.store.updateCampaign('demo', { allowedOrigins: ['https://www.shop.example'] })
    expect((await post(sandbox, '{', { ...PAGE_HEADERS, 'x-introw-publishable-key': 'pk_wrong' })).status).toBe(401)
  })

  test('can be mended', async () => {
    const clickId = await follow(sandbox)
    const headers = { ...PAGE_HEADERS, 'x-introw-publishable-key': 'pk_new' }
    expect((await post(sandbox, { clickId }, headers)).status).toBe(401)
    sandbox.store.updateCampaign('demo', { publishableKey: 'pk_new' })
    expect((await post(sandbox, { clickId }, headers)).status).toBe(201)
  })
})

describe('the origin', () => {
  const from = (origin: string) => ({ ...PAGE_HEADERS, origin })

  test.each([['https://evil.example'], ['http://www.shop.example'], ['https://www.shop.example.evil.example'], ['null']])(
    '%s is refused with 403 where only https://www.shop.example is allowed',
    async (origin) => {
      sandbox.store.updateCampaign('demo', { allowedOrigins: ['https://www.shop.example/'] })
      const clickId = await follow(sandbox)
      const { status, body } = await post(sandbox, { clickId }, from(origin))
      expect([status, body.error?.code]).toEqual([403, 'origin_not_allowed'])
      expect((await post(sandbox, { clickId })).status).toBe(403)
      expect((await post(sandbox, { clickId }, from('https://www.shop.example'))).status).toBe(201)
    },
  )

  test('may be any where the list is empty', async () => {
    expect((await post(sandbox, { clickId: await follow(sandbox) }, from('https://anything.example'))).status).toBe(201)
  })

  test("is judged by the list of the click's campaign", async () => {
    sandbox.store.updateCampaign('other', { allowedOrigins: ['https://other.example'] })
    const clickId = await follow(sandbox, 'other')
    expect((await post(sandbox, { clickId }, from('https://www.shop.example'))).status).toBe(403)
  })

  test("is judged before the body, by the key's campaign where the body names no click", async () => {
    sandbox.store.updateCampaign('demo', { allowedOrigins: ['https://www.shop.example'] })
    expect((await post(sandbox, '{', from('https://evil.example'))).status).toBe(403)
    expect((await post(sandbox, {}, from('https://evil.example'))).status).toBe(403)
    expect((await post(sandbox, '{', from('https://www.shop.example'))).status).toBe(422)
    expect((await post(sandbox, {}, from('https://www.shop.example'))).body.status).toBe('ignored')
  })
})

describe('the body', () => {
  test.each([
    ['no JSON', '{"clickId":', ''],
    ['empty', '', ''],
    ['a list', [], ''],
    ['null', 'null', ''],
    ['a click id that is no text', { clickId: 3 }, 'clickId'],
    ['a click id that is null', { clickId: null }, 'clickId'],
    ['a click id of 257 characters', { clickId: 'a'.repeat(257) }, 'clickId'],
    ['an e-mail that is none', { email: 'ada@studio' }, 'email'],
    ['an e-mail whose label ends in a hyphen', { email: 'ada@studio-.example' }, 'email'],
    ['an unknown key', { plan: 'grove' }, 'plan'],
    ['a nested property', { properties: { address: {} } }, 'properties.address'],
    ['properties that are a list', { properties: [] }, 'properties'],
    ['an empty publishable key', { publishableKey: '' }, 'publishableKey'],
  ])('with %s is refused with 422, which says where', async (_, body, place) => {
    const { status, body: answer } = await post(sandbox, body)
    expect([status, answer.error?.code]).toEqual([422, 'validation_failed'])
    expect(answer.error?.details).toEqual([{ path: place, message: expect.any(String) }])
  })

  test('must be called JSON', async () => {
    const body = { clickId: await follow(sandbox) }
    expect((await post(sandbox, body, { ...PAGE_HEADERS, 'content-type': 'text/plain' })).status).toBe(422)
    expect((await post(sandbox, body, { ...PAGE_HEADERS, 'content-type': 'application/json; charset=utf-8' })).status).toBe(201)
  })

  test('counts characters, not UTF-16 units', async () => {
    expect((await post(sandbox, { clickId: '🍎'.repeat(256) })).body.status).toBe('ignored')
    expect((await post(sandbox, { clickId: '🍎'.repeat(257) })).status).toBe(422)
  })

  test('is judged before the click', async () => {
    const clickId = await follow(sandbox)
    expect((await post(sandbox, { clickId, email: 'no' })).status).toBe(422)
    expect((await post(sandbox, { clickId, email: 'ada@studio.example' })).status).toBe(201)
  })
})

describe('the click', () => {
  test('is at most 256 characters, opaque, and of cookie-safe characters', async () => {
    const [one, two] = [await follow(sandbox), await follow(sandbox)]
    expect(one).toMatch(/^aff_[A-Za-z0-9_-]{40,252}$/)
    expect(one).not.toBe(two)
  })

  test('is ignored if absent, empty, malformed or forged', async () => {
    const clickId = await follow(sandbox)
    const forged = clickId.slice(0, 10) + (clickId[10] === 'A' ? 'B' : 'A') + clickId.slice(11)
    const bodies = [{}, { clickId: '' }, { clickId: 'aff_nonsense' }, { clickId: ' '.repeat(9) }, { clickId: forged }]
    for (const body of bodies) {
      expect((await post(sandbox, body)).body).toEqual({ status: 'ignored', conversionId: null, formSubmissionId: null })
    }
    const reasons = sandbox.store.requests.map(({ reason }) => reason)
    expect(reasons).toEqual(['no-click', 'no-click', 'malformed', 'malformed', 'forged'])
  })

  test('is ignored if another sandbox gave it out, or this one before it was reset', async () => {
    expect((await post(sandbox, { clickId: await follow(createSandbox()) })).body.status).toBe('ignored')
    const clickId = await follow(sandbox)
    sandbox.reset()
    expect((await post(sandbox, { clickId })).body.status).toBe('ignored')
  })

  test("counts until its campaign's window ends", async () => {
    const [early, late] = [await follow(sandbox), await follow(sandbox)]
    sandbox.clock.advance({ days: 89 })
    expect((await post(sandbox, { clickId: early })).body.status).toBe('recorded')
    sandbox.clock.advance({ days: 2 })
    expect((await post(sandbox, { clickId: late })).body.status).toBe('ignored')
    sandbox.store.updateCampaign('demo', { windowDays: 365 })
    expect((await post(sandbox, { clickId: late })).body.status).toBe('recorded')
  })

  test("of another campaign than the key's own is ignored", async () => {
    const clickId = await follow(sandbox, 'other')
    expect((await post(sandbox, { clickId })).body.status).toBe('ignored')
    expect((await post(sandbox, { clickId }, { ...PAGE_HEADERS, 'x-introw-publishable-key': 'pk_aff_org_other' })).status).toBe(201)
  })

  test('of a link that was revoked since still counts', async () => {
    const clickId = await follow(sandbox)
    sandbox.store.revokeLink('demo')
    expect((await post(sandbox, { clickId })).status).toBe(201)
  })
})

describe('the endpoint', () => {
  test('answers a preflight with 204, nothing in it, and two hours of cache', async () => {
    const response = await sandbox.fetch(new Request(API + path, { method: 'OPTIONS', headers: { origin: 'https://a.example' } }))
    expect([response.status, response.body]).toEqual([204, null])
    expectCors(response)
    expect(response.headers.get('access-control-max-age')).toBe('7200')
    expect(response.headers.get('access-control-allow-headers')).toContain('x-introw-publishable-key')
    expect(sandbox.store.preflights).toMatchObject([{ origin: 'https://a.example', fault: null }])
  })

  test.each([['GET', path, 405], ['PUT', path, 405], ['POST', '/api/v1/affiliate/nothing', 404], ['GET', '/nothing', 404]])(
    'answers %s %s with %i in the shape of an error, readable by a page',
    async (method, where, status) => {
      const response = await sandbox.fetch(new Request(API + where, { method }))
      expect(response.status).toBe(status)
      expect(await response.json()).toEqual({ error: { code: expect.any(String), message: expect.any(String) } })
      expectCors(response)
    },
  )

  test('logs every POST with its body, its outcome and its headers, the secret cut short', async () => {
    const clickId = await follow(sandbox)
    await sandbox.fetch(request({ clickId }, { ...PAGE_HEADERS, origin: 'https://a.example' }))
    await sandbox.fetch(request('nonsense', SERVER_HEADERS))
    expect(sandbox.store.requests).toMatchObject([
      { status: 201, outcome: 'recorded', reason: null, clickId, body: JSON.stringify({ clickId }), origin: 'https://a.example', key: 'pk_aff_org_demo', via: 'browser' },
      { status: 422, outcome: 'refused', reason: 'validation_failed', clickId: null, body: 'nonsense', origin: null, key: null, via: 'server' },
    ])
    expect(JSON.stringify(sandbox.store.requests)).not.toContain('sk_introw_demo')
  })
})
