// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../../src/sandbox'
import { follow, PAGE_HEADERS, post } from './post'

let sandbox: Sandbox
beforeEach(() => {
  sandbox = createSandbox()
})

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
    await post(
      sandbox,
      `{"clickId":"${await follow(sandbox)}","email":"ada@studio.example","properties":${properties}}`,
    )
    expect(sandbox.store.submissions).toHaveLength(1)
    const submission = sandbox.store.submissions[0]
    expect(submission?.fields).toEqual({ email: 'ada@studio.example', Plan: 'grove' })
    expect(Object.entries(submission?.unmapped ?? {})).toEqual([
      ['order', null],
      ['__proto__', 'x'],
    ])
  })

  test('without an e-mail, or with an empty one, leaves no such field', async () => {
    await post(sandbox, { clickId: await follow(sandbox) })
    await post(sandbox, { clickId: await follow(sandbox), email: '' })
    expect(sandbox.store.submissions.map(({ fields }) => fields)).toEqual([{}, {}])
    expect(sandbox.store.conversions.map(({ email }) => email)).toEqual([null, null])
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
    expect(
      (await post(sandbox, body, { ...PAGE_HEADERS, 'content-type': 'application/json; charset=utf-8' })).status,
    ).toBe(201)
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
      expect((await post(sandbox, body)).body).toEqual({
        status: 'ignored',
        conversionId: null,
        formSubmissionId: null,
      })
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
    expect(
      (await post(sandbox, { clickId }, { ...PAGE_HEADERS, 'x-introw-publishable-key': 'pk_aff_org_other' })).status,
    ).toBe(201)
  })

  test('of a link that was revoked since still counts', async () => {
    const clickId = await follow(sandbox)
    sandbox.store.revokeLink('demo')
    expect((await post(sandbox, { clickId })).status).toBe(201)
  })
})
