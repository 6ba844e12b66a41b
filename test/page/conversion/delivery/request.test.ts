// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { violations } from '../../../support/contract'
import { API, KEY } from '../../../support/unit/backend'
import { EMAIL } from '../../../support/unit/shop'
import { now } from '../../../support/unit/time'
import { STORAGE_KEY, useDelivery } from './delivery'

const { calls, land } = useDelivery()

describe('the request', () => {
  test('is what the contract asks for', async () => {
    const page = await land()
    void page.track({ email: EMAIL, properties: { plan: 'pro' } })
    const [call] = calls
    expect(call?.url).toBe(`${API}/api/v1/affiliate/conversions`)
    expect(call?.init).toMatchObject({ method: 'POST', keepalive: true, credentials: 'omit' })
    expect(call?.init.headers).toEqual({ 'Content-Type': 'application/json', 'x-introw-publishable-key': KEY })
    expect(call?.body).toEqual({ clickId: page.getClickId(), email: EMAIL, properties: { plan: 'pro' } })
    expect(violations('AffiliateConversionRequest', call?.body)).toEqual([])
  })

  test('leaves in the task of the call, when its conversion is stored already', async () => {
    const page = await land()
    let storedBefore = ''
    vi.stubGlobal('fetch', () => {
      storedBefore = localStorage.getItem(STORAGE_KEY) ?? ''
      return new Promise(() => {})
    })
    void page.track({ email: EMAIL })
    expect(storedBefore).toContain(EMAIL)
  })

  test("bears the call's own key, for that call alone", async () => {
    const page = await land()
    await now(page.track({ publishableKey: 'pk_call' }))
    void page.track({ properties: { second: true } })
    expect(calls.map(({ headers }) => headers.get('x-introw-publishable-key'))).toEqual(['pk_call', KEY])
    expect(calls[0]?.body).not.toHaveProperty('publishableKey')
  })

  test.each(['', 'with space', 'schlüssel', 'x'.repeat(129), null, {}])(
    "bears the page's key where the call's is none: %o",
    async (publishableKey) => {
      const page = await land()
      void page.track({ publishableKey: publishableKey as string })
      expect(calls[0]?.headers.get('x-introw-publishable-key')).toBe(KEY)
    },
  )
})
