// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { API, KEY } from '../../support/unit/backend'
import { cookieOn, cookieWrites } from '../../support/unit/browser'
import { visit } from '../../support/unit/page'
import { useShop } from '../../support/unit/shop'
import { elapse } from '../../support/unit/time'
import { daysOf, LANDING, lastCall, lastKey } from './setting'

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

  test.each(['other.test', 'test', 'a.www.shop.test', 'shop.test; Secure; x', 'not a domain'])(
    'cookie-domain "%s"',
    async (domain) => {
      await visit(LANDING, { tag: { 'data-cookie-domain': domain } })
      expect(cookieOn('https://app.shop.test/')).toBe('a')
    },
  )

  test.each(['shop.test', '.shop.test', 'SHOP.test'])('but cookie-domain "%s" is good', async (domain) => {
    await visit(LANDING, { tag: { 'data-cookie-domain': domain } })
    expect(cookieOn('https://app.shop.test/')).toBe('a')
  })

  test('but cookie-domain "host" keeps the cookie on this host', async () => {
    await visit(LANDING, { tag: { 'data-cookie-domain': 'host' } })
    expect([cookieOn('https://www.shop.test/'), cookieOn('https://app.shop.test/')]).toEqual(['a', undefined])
  })

  test.each(['yes', '', 'granted', '1'])('consent "%s"', async (consent) => {
    await visit(LANDING, { tag: { 'data-consent': consent } })
    expect(cookieOn(LANDING)).toBe('a')
  })

  test.each(['required', 'REQUIRED', ' required '])('but consent "%s" is good', async (consent) => {
    await visit(LANDING, { tag: { 'data-consent': consent } })
    expect(cookieOn(LANDING)).toBeUndefined()
  })

  test.each(['disk', '', 'localStorage'])('outbox "%s"', async (outbox) => {
    const page = await visit(LANDING, { tag: { 'data-outbox': outbox } })
    void page.track({ email: 'lead@acme.example' })
    expect(localStorage.getItem('_introw_aff')).toContain('lead@acme.example')
  })

  test.each([null, undefined, 0, 'text', []])('init(%j) is init()', async (options) => {
    const page = await visit(LANDING, { options: options as null })
    expect([page.getClickId(), daysOf(cookieWrites.at(-1))]).toEqual(['a', 90])
  })

  test('an option that throws when it is read', async () => {
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
