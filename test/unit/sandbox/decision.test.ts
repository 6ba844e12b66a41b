// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../../src/sandbox'
import { follow, PAGE_HEADERS, post } from './post'

let sandbox: Sandbox
beforeEach(() => {
  sandbox = createSandbox()
})

describe('the origin', () => {
  const from = (origin: string) => ({ ...PAGE_HEADERS, origin })

  test.each([
    ['https://evil.example'],
    ['http://www.shop.example'],
    ['https://www.shop.example.evil.example'],
    ['null'],
  ])('%s is refused with 403 where only https://www.shop.example is allowed', async (origin) => {
    sandbox.store.updateCampaign('demo', { allowedOrigins: ['https://www.shop.example/'] })
    const clickId = await follow(sandbox)
    const { status, body } = await post(sandbox, { clickId }, from(origin))
    expect([status, body.error?.code]).toEqual([403, 'origin_not_allowed'])
    expect((await post(sandbox, { clickId })).status).toBe(403)
    expect((await post(sandbox, { clickId }, from('https://www.shop.example'))).status).toBe(201)
  })

  test('may be any where the list is empty', async () => {
    expect((await post(sandbox, { clickId: await follow(sandbox) }, from('https://anything.example'))).status).toBe(201)
  })

  test("is checked by the list of the click's campaign", async () => {
    sandbox.store.updateCampaign('other', { allowedOrigins: ['https://other.example'] })
    const clickId = await follow(sandbox, 'other')
    expect((await post(sandbox, { clickId }, from('https://www.shop.example'))).status).toBe(403)
  })

  test("is checked before the body, by the key's campaign where the body names no click", async () => {
    sandbox.store.updateCampaign('demo', { allowedOrigins: ['https://www.shop.example'] })
    expect((await post(sandbox, '{', from('https://evil.example'))).status).toBe(403)
    expect((await post(sandbox, {}, from('https://evil.example'))).status).toBe(403)
    expect((await post(sandbox, '{', from('https://www.shop.example'))).status).toBe(422)
    expect((await post(sandbox, {}, from('https://www.shop.example'))).body.status).toBe('ignored')
  })
})

describe('the click', () => {
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
