// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { KEY } from '../../../support/unit/backend'
import { hide } from '../../../support/unit/page'
import { EMAIL } from '../../../support/unit/shop'
import { elapse, now, settle } from '../../../support/unit/time'
import { useHubSpot } from './hubspot'
import { installV4, post, submitted, succeedV4 } from './messages'

const { calls, land, conversions } = useHubSpot()

const stored = () => localStorage.getItem('_introw_aff') ?? ''

describe('a held form and a track() of the merchant’s:', () => {
  test('an explicit track() of the same click within the hold completes it: its fields win', async () => {
    const affiliate = await land()
    post({ data: submitted() })
    await elapse(400)
    void affiliate.track({ email: 'mine@acme.example', properties: { plan: 'pro', hubspotFormId: 'mine' } })
    await elapse(10_000)
    expect(calls).toHaveLength(1)
    expect(conversions()).toMatchObject([
      { email: 'mine@acme.example', properties: { plan: 'pro', hubspotFormId: 'mine' } },
    ])
    expect(stored()).not.toContain(EMAIL)
  })

  test('what such a call lacks comes from the form', async () => {
    const affiliate = await land()
    post({ data: submitted() })
    const result = affiliate.track({ properties: { plan: 'pro' } })
    expect(await now(result)).toMatchObject({ status: 'recorded' })
    await elapse(10_000)
    expect(calls).toHaveLength(1)
    expect(conversions()).toMatchObject([
      { email: EMAIL, properties: { plan: 'pro', hubspotFormId: expect.any(String) } },
    ])
  })

  test('an e-mail that the form has yet to tell is waited for, by a call without one', async () => {
    const affiliate = await land()
    installV4(() => new Promise((resolve) => setTimeout(resolve, 200, [{ name: 'email', value: EMAIL }])))
    succeedV4()
    const result = affiliate.track({ properties: { plan: 'pro' }, publishableKey: 'pk_call' })
    await elapse(199)
    expect(calls).toEqual([])
    expect(stored()).toContain('pro')
    await elapse(1)
    expect(await now(result)).toMatchObject({ status: 'queued', reason: 'http-401' })
    expect(calls[0]?.body).toMatchObject({ email: EMAIL, properties: { plan: 'pro' } })
    expect(calls[0]?.headers.get('x-introw-publishable-key')).toBe('pk_call')
    await elapse(10_000)
    expect(calls).toHaveLength(1)
  })

  test.each([
    ['never told', () => new Promise(() => {})],
    ['told too late', () => new Promise((resolve) => setTimeout(resolve, 5_000, [{ name: 'email', value: EMAIL }]))],
    ['none', () => Promise.resolve([])],
  ])('such a call goes all the same where the e-mail is %s', async (_, values) => {
    const affiliate = await land()
    installV4(values)
    succeedV4()
    void affiliate.track({ properties: { plan: 'pro' } })
    await elapse(10_000)
    expect(calls.map(({ body }) => body.properties?.plan)).toEqual(['pro'])
    expect(conversions()).toHaveLength(1)
  })

  test('a second call meanwhile completes the first, and both have the result', async () => {
    const affiliate = await land()
    installV4(() => new Promise((resolve) => setTimeout(resolve, 200, [{ name: 'email', value: EMAIL }])))
    succeedV4()
    const first = affiliate.track({ properties: { plan: 'pro', seats: 1 }, publishableKey: KEY })
    const second = affiliate.track({ properties: { seats: 2 } })
    expect(await now(second)).toMatchObject({ status: 'recorded' })
    expect(await now(first)).toMatchObject({ status: 'recorded' })
    await elapse(10_000)
    expect(calls.map(({ body }) => body.properties)).toMatchObject([{ plan: 'pro', seats: 2 }])
  })

  test('such a call goes with the page', async () => {
    const affiliate = await land()
    installV4(() => new Promise(() => {}))
    succeedV4()
    void affiliate.track({ properties: { plan: 'pro' } })
    hide()
    await settle()
    expect(calls.map(({ body }) => body.properties?.plan)).toEqual(['pro'])
  })

  test('a second call completes nothing any more', async () => {
    const affiliate = await land()
    post({ data: submitted() })
    void affiliate.track({ properties: { plan: 'pro' } })
    expect(await now(affiliate.track({ properties: { plan: 'other' } }))).toMatchObject({ status: 'duplicate' })
    expect(calls.map(({ body }) => body.email)).toEqual([EMAIL, undefined])
  })
})
