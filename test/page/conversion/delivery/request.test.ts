// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { violations } from '../../../support/contract'
import { API, KEY } from '../../../support/unit/backend'
import { EMAIL } from '../../../support/unit/shop'
import { elapse, now } from '../../../support/unit/time'
import { STORAGE_KEY, useDelivery } from './delivery'

const { calls, land, sandbox } = useDelivery()

describe('the request', () => {
  test('is what the contract asks for', async () => {
    const page = await land()
    void page.track({ email: EMAIL, properties: { plan: 'pro' } })
    const [call] = calls
    expect(call?.url).toBe(`${API}/api/v1/affiliate/conversions`)
    expect(call?.init).toMatchObject({ method: 'POST', keepalive: true, credentials: 'omit' })
    expect([...(call?.headers ?? [])].map(([name, value]) => [name.toLowerCase(), value])).toEqual([
      ['content-type', 'application/json'],
      ['x-introw-publishable-key', KEY],
    ])
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

describe('where the page has put a function of its own in the place of `fetch`, the conversion is sent:', () => {
  type Fetch = (url: string, init: { headers: Record<string, string> & Headers }) => Promise<Response>
  const wrappers: readonly (readonly [string, (below: Fetch) => Fetch])[] = [
    [
      'one that calls methods of its headers',
      (below) => (url, init) => {
        init.headers.set('x-added', '1')
        init.headers.delete('x-added')
        return below(url, init)
      },
    ],
    ['one that copies its headers', (below) => (url, init) => below(url, { ...init, headers: { ...init.headers } })],
    [
      'one that reads a header by its name',
      (below) => (url, init) => {
        const key = init.headers['x-introw-publishable-key']
        return key ? below(url, init) : Promise.reject(new Error('no key'))
      },
    ],
  ]
  test.each(wrappers)('%s', async (_, wrap) => {
    const page = await land()
    vi.stubGlobal('fetch', wrap(fetch))
    expect(await now(page.track({ email: EMAIL }))).toMatchObject({ status: 'recorded' })
  })

  test.each(['__sentry_original__', '__original', 'nr@original'])(
    'one that adds what the preflight refuses, and keeps the browser’s own as %s',
    async (name) => {
      const page = await land()
      const below = fetch
      const wrapper = () => Promise.reject(new TypeError('Failed to fetch'))
      const again = Object.assign(() => wrapper(), { [name]: Object.assign(wrapper, { [name]: below }) })
      vi.stubGlobal('fetch', again)
      void page.track({ email: EMAIL })
      await elapse(500)
      expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
    },
  )

  test('one that is a proxy, on which what it notes of the browser’s own is on that too', async () => {
    const page = await land()
    const wrapper = new Proxy(fetch, { apply: () => Promise.reject(new TypeError('Failed to fetch')) })
    Object.defineProperty(wrapper, '__sentry_original__', { value: fetch })
    vi.stubGlobal('fetch', wrapper)
    void page.track({ email: EMAIL })
    await elapse(500)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('one that keeps itself as the browser’s own', async () => {
    const page = await land()
    const below = fetch as unknown as Fetch
    const fails = [true]
    const wrapper: Fetch = (url, init) => (fails.pop() ? Promise.reject(new TypeError('Failed')) : below(url, init))
    vi.stubGlobal('fetch', Object.assign(wrapper, { __original: wrapper }))
    void page.track({ email: EMAIL })
    await elapse(600_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })
})
