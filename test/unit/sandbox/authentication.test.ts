// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../../src/sandbox'
import { follow, PAGE_HEADERS, post, SERVER_HEADERS } from './post'

let sandbox: Sandbox
beforeEach(() => {
  sandbox = createSandbox()
})

const { 'x-introw-publishable-key': _key, ...KEYLESS } = PAGE_HEADERS

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
    [
      'secret and wrong, beside a good publishable one',
      { ...PAGE_HEADERS, 'x-api-key': 'sk_wrong' },
      'invalid_api_key',
    ],
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

  test('is checked before the origin, the body and the click', async () => {
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
