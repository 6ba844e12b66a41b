import { describe, expect, it } from 'vitest'
import { land, landRaw, NAME, nameOf, type ServerEntry, shop } from './entry'

/** A landing, and what is none: mistakes in options are told on the first request, and not with the first click. */
const REQUESTS: readonly (readonly [string, () => Request])[] = [
  ['a landing', () => land('?irw_id=a')],
  ['a page without a click', () => land('')],
  ['a click id that is none', () => land('?irw_id=%00')],
  ['a click that the visitor has', () => land('?irw_id=a', { cookie: `${NAME}=a` })],
  ['a POST', () => land('?irw_id=a', {}, 'POST')],
  ['a HEAD', () => land('?irw_id=a', {}, 'HEAD')],
  ['a prefetch', () => land('?irw_id=a', { 'sec-purpose': 'prefetch' })],
  ['an image', () => land('?irw_id=a', { 'sec-fetch-dest': 'image' })],
]

export function describeOptions(captureClick: ServerEntry['captureClick']): void {
  it('is null where the visitor has not allowed it', () => {
    expect(captureClick(land('?irw_id=a'), { ...shop, consent: false })).toBeNull()
    expect(captureClick(land('?irw_id=a'), { ...shop, consent: true })).not.toBeNull()
  })

  describe.each(REQUESTS)('for %s', (_, request) => {
    it.each([undefined, null, 0, 1, '', 'true', 'granted', {}, Boolean])(
      'throws for the consent %j: nobody has told, and undecided is for the caller to say',
      (consent) => {
        const options = { ...shop, consent: consent as boolean }
        expect(() => captureClick(request(), options)).toThrow(/^consent must be true or false$/)
      },
    )

    it('throws a TypeError, as it is the developer’s mistake', () => {
      const thrown = nameOf(() => captureClick(request(), { ...shop, consent: undefined as unknown as boolean }))
      expect(thrown).toBe('TypeError')
    })

    it('throws where no consent is named at all, and where there are no options', () => {
      const { captureClick: untyped } = { captureClick } as { captureClick: (...args: unknown[]) => string | null }
      expect(() => untyped(request(), { domain: 'shop.com' })).toThrow(/^consent must be true or false$/)
      expect(() => untyped(request(), {})).toThrow(/^domain must be/)
      expect(() => untyped(request())).toThrow(/^domain must be/)
    })

    it.each(['', 'com', 'https://shop.com', undefined])('throws for the domain %j', (domain) => {
      for (const consent of [true, false])
        expect(() => captureClick(request(), { domain: domain as string, consent })).toThrow(/^domain must be/)
    })

    it.each<unknown>([null, 1, '1', 'true'])('throws for a trustProxy of %j', (trustProxy) => {
      const options = { ...shop, trustProxy: trustProxy as boolean }
      expect(() => captureClick(request(), options)).toThrow(/^trustProxy must be true or false$/)
    })
  })

  it('is Secure by the scheme of the request', () => {
    expect(captureClick(landRaw('http://www.shop.com/?irw_id=a'), shop)).not.toContain('Secure')
    expect(captureClick(landRaw('https://www.shop.com/?irw_id=a'), shop)).toContain('; Secure')
  })

  it('believes a forwarded scheme only if told so', () => {
    const secure = (url: string, headers: Record<string, string>, trustProxy?: boolean) =>
      captureClick(
        { method: 'GET', url, headers: new Headers(headers) },
        { ...shop, ...(trustProxy !== undefined && { trustProxy }) },
      )?.includes('Secure')
    const http = 'http://10.0.0.1/?irw_id=a'
    expect(secure(http, { 'x-forwarded-proto': 'https' })).toBe(false)
    expect(secure(http, { 'x-forwarded-proto': 'https' }, true)).toBe(true)
    expect(secure(http, { 'x-forwarded-proto': 'https, http' }, true)).toBe(true)
    expect(secure(http, { 'x-forwarded-proto': 'http, https' }, true)).toBe(false)
    expect(secure(http, { forwarded: 'for=1.2.3.4;proto=https;by=10.0.0.2' }, true)).toBe(true)
    expect(secure(http, { forwarded: 'for=1.2.3.4; Proto="http", proto=https' }, true)).toBe(false)
    expect(secure('https://10.0.0.1/?irw_id=a', { 'x-forwarded-proto': 'http' }, true)).toBe(false)
    expect(secure('https://10.0.0.1/?irw_id=a', {}, true)).toBe(true)
  })

  it.each([
    undefined,
    '',
    'HOST',
    'com',
    'localhost',
    '127.0.0.1',
    '[::1]',
    'https://shop.com',
    'shop.com:80',
    '.shop.com',
    'shop.com.',
  ])('throws for the domain %j, whatever the request', (domain) => {
    expect(() => captureClick(land(''), { ...shop, domain: domain as string })).toThrow(/domain must be/)
  })

  it.each([
    'shop.com; Domain=evil.com',
    'shop.com\r\nSet-Cookie: a=b',
    'shop.com,a=b',
    'bücher.de',
    ' shop.com',
    'shop.com\n',
  ])('throws for the domain %j, which would be another attribute or none', (domain) => {
    expect(() => captureClick(land('?irw_id=a'), { ...shop, domain })).toThrow(/domain must be/)
  })

  it.each([
    'shop.com',
    'shop.co.uk',
    'my-shop.example.com',
    'xn--bcher-kva.de',
    'shop.localhost',
    'SHOP.com',
    'a_b.example.com',
  ])('takes the domain %s', (domain) => {
    expect(captureClick(land('?irw_id=a'), { ...shop, domain })).toContain(`; Domain=${domain};`)
  })
}
