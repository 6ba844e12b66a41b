// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest'
import { cookieOn, cookieWrites, define, setCookie } from '../../support/unit/browser'
import { attributesOf } from '../../support/unit/cookie'
import { newVisitor, visit } from '../../support/unit/page'

beforeEach(() => newVisitor())

const triedDomains = () => cookieWrites.map((write) => attributesOf(write).domain ?? '')

describe('the widest domain that holds', () => {
  test.each([
    ['shop.test', 'shop.test'],
    ['www.shop.test', 'shop.test'],
    ['a.b.c.shop.test', 'shop.test'],
    ['www.shop.co.uk', 'shop.co.uk'],
    ['www.shop.com.au', 'shop.com.au'],
    ['shop.co.uk', 'shop.co.uk'],
    ['www.shop.localhost', 'shop.localhost'],
  ])('of %s is %s', async (host, domain) => {
    await visit(`https://${host}/?irw_id=a`)
    expect(triedDomains()).toEqual([domain])
    expect(cookieOn(`https://other.${domain}/`)).toBe('a')
  })

  test.each(['127.0.0.1', '192.168.1.20', '[::1]', 'localhost', 'intranet', 'www.shop.test.'])(
    'of %s is the host alone, without a trial',
    async (host) => {
      await visit(`http://${host}/?irw_id=a`)
      expect(triedDomains()).toEqual([''])
      expect(cookieOn(`http://${host}/`)).toBe('a')
    },
  )

  test('is never tried on what looks like a public suffix', async () => {
    await visit('https://www.shop.co.uk/?irw_id=a')
    expect(triedDomains()).not.toContain('co.uk')
    expect(triedDomains()).not.toContain('uk')
  })

  test.each([
    ['shop.test', 'www.shop.test', 'https://deep.www.shop.test/'],
    ['shop.test', 'host', undefined],
  ])('is the next narrower one where the browser refuses %s', async (refused, _next, reader) => {
    await visit('https://www.shop.test/?irw_id=a', {
      before: () =>
        refuseCookies(
          (write) => attributesOf(write).domain === refused || (!reader && attributesOf(write).domain !== undefined),
        ),
    })
    expect(cookieOn('https://www.shop.test/')).toBe('a')
    expect(cookieOn('https://app.shop.test/')).toBeUndefined()
    if (reader) expect(cookieOn(reader)).toBe('a')
  })

  test('is memory where every cookie is refused', async () => {
    const page = await visit('https://www.shop.test/?irw_id=a', { before: () => refuseCookies(() => true) })
    expect(page.getClickId()).toBe('a')
    const next = await visit('https://www.shop.test/', { before: () => refuseCookies(() => true) })
    expect(next.getClickId()).toBeNull()
  })

  test('is memory where document.cookie throws', async () => {
    const page = await visit('https://www.shop.test/?irw_id=a', { before: throwOnCookie })
    expect(page.getClickId()).toBe('a')
  })
})

/** A browser that refuses some cookies without a word. */
function refuseCookies(isRefused: (write: string) => boolean): void {
  const { get } = Object.getOwnPropertyDescriptor(document, 'cookie') ?? {}
  define(document, 'cookie', {
    ...(get && { get }),
    set: (write: string) => {
      cookieWrites.push(write)
      if (!isRefused(write)) setCookie(write)
    },
  })
}

function throwOnCookie(): void {
  const refuse = () => {
    throw new DOMException('The document is sandboxed.', 'SecurityError')
  }
  define(document, 'cookie', { get: refuse, set: refuse })
}
