// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { API, KEY } from '../../support/unit/backend'
import { cookieOn, cookieWrites } from '../../support/unit/browser'
import { daysOf } from '../../support/unit/cookie'
import { visit } from '../../support/unit/page'
import { useShop } from '../../support/unit/shop'
import { elapse } from '../../support/unit/time'
import { LANDING, lastCall, lastKey } from './setting'

const { calls } = useShop()

describe('a bad value means the default:', () => {
  test.each(['', ' ', 'pk with space', 'schlüssel', 'pk\n', 'p'.repeat(129)])('publishable-key "%s"', async (key) => {
    const page = await visit(LANDING, { options: { publishableKey: key } })
    const result = page.track()
    await elapse(3000)
    if (key.trim() === 'pk') expect(await lastKey(calls)).toBe('pk')
    else expect(await result).toMatchObject({ status: 'queued', reason: 'no-key' })
  })

  test.each([
    '',
    'api.introw.io',
    'ftp://api.introw.io',
    'javascript:alert(1)',
    '//proxy.test',
    'https://',
    'https://a.test?x=1',
    'https://a b.test',
    {},
    1,
  ])('api-host %j', async (apiHost) => {
    const page = await visit(LANDING, { options: { publishableKey: KEY, apiHost: apiHost as string } })
    void page.track()
    expect((await lastCall(calls)).url).toBe(`${API}/api/v1/affiliate/conversions`)
  })

  test.each(['https://proxy.test/', 'https://proxy.test', 'http://proxy.test:8080/introw/', ' https://proxy.test '])(
    'but api-host %j is good',
    async (apiHost) => {
      const page = await visit(LANDING, { options: { publishableKey: KEY, apiHost } })
      void page.track()
      expect((await lastCall(calls)).url).toBe(`${apiHost.trim().replace(/\/$/, '')}/api/v1/affiliate/conversions`)
    },
  )

  test.each(['0', '366', '-1', 'abc', 'NaN', ''])('cookie-days "%s"', async (days) => {
    await visit(LANDING, { tag: { 'data-cookie-days': days } })
    expect(daysOf(cookieWrites.at(-1))).toBe(90)
  })

  test.each(['1', '365'])('but cookie-days "%s" is good', async (days) => {
    await visit(LANDING, { tag: { 'data-cookie-days': days } })
    expect(daysOf(cookieWrites.at(-1))).toBe(Number(days))
  })

  test.each(['shop.test', '.shop.test', 'SHOP.test', 'shop.test; Secure; x'])(
    'but cookie-domain "%s" is good',
    async (domain) => {
      await visit(LANDING, { tag: { 'data-cookie-domain': domain } })
      expect(cookieOn('https://app.shop.test/')).toBe('a')
    },
  )

  test('but cookie-domain "host" keeps the cookie on this host', async () => {
    await visit(LANDING, { tag: { 'data-cookie-domain': 'host' } })
    expect([cookieOn('https://www.shop.test/'), cookieOn('https://app.shop.test/')]).toEqual(['a', undefined])
  })

  test.each([null, undefined, 0, 'text', []])('init(%j) is init()', async (options) => {
    const page = await visit(LANDING, { options: options as null })
    expect([page.getClickId(), daysOf(cookieWrites.at(-1))]).toEqual(['a', 90])
  })

  test('an option that throws when it is read, where that widens nothing', async () => {
    const options = {
      publishableKey: KEY,
      get apiHost(): string {
        throw new Error('no')
      },
    }
    const page = await visit(LANDING, { options })
    void page.track()
    expect((await lastCall(calls)).url).toContain(API)
  })
})

describe('a bad value never makes more stored than was meant:', () => {
  test.each(['yes', '', 'true', '1', 'cookiebot', 'required', 'REQUIRED', ' required '])(
    'consent "%s" waits for a yes',
    async (consent) => {
      await visit(LANDING, { tag: { 'data-consent': consent } })
      expect(cookieOn(LANDING)).toBeUndefined()
    },
  )

  test.each(['granted', 'Granted', ' granted '])('but consent "%s" is a yes', async (consent) => {
    await visit(LANDING, { tag: { 'data-consent': consent } })
    expect(cookieOn(LANDING)).toBe('a')
  })

  test.each(['disk', '', 'localStorage', 'Memory'])('outbox "%s" is the page’s memory', async (outbox) => {
    const page = await visit(LANDING, { tag: { 'data-outbox': outbox } })
    void page.track({ email: 'lead@acme.example' })
    expect(localStorage.getItem('_introw_aff')).not.toContain('lead@acme.example')
  })

  test.each(['other.test', 'test', 'a.www.shop.test', 'not a domain', 'HOST', 'https://shop.test'])(
    'cookie-domain "%s" keeps the cookie on this host',
    async (domain) => {
      await visit(LANDING, { tag: { 'data-cookie-domain': domain } })
      expect([cookieOn('https://www.shop.test/'), cookieOn('https://app.shop.test/')]).toEqual(['a', undefined])
    },
  )

  test('two sources of one tag: the stricter holds, whichever it is', async () => {
    const src = 'https://app.introw.io/affiliate.js?consent=required'
    await visit(LANDING, { tag: { 'data-consent': 'granted', src } })
    expect(cookieOn(LANDING)).toBeUndefined()
  })
})
