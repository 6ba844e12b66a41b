// @vitest-environment happy-dom
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { arrive, cookieOn, cookieWrites, define, newVisitor, setCookie, visit } from '../support/unit/page'
import { elapse, settle } from '../support/unit/time'

const NUM_RUNS = 10_000

beforeEach(() => newVisitor())

/** Attributes of a write, names in lower case. */
function attributesOf(write: string): Record<string, string> {
  const parts = write.split(';').slice(1)
  return Object.fromEntries(
    parts.map((part) => {
      const [name = '', ...value] = part.trim().split('=')
      return [name.toLowerCase(), value.join('=')]
    }),
  )
}

const triedDomains = () => cookieWrites.map((write) => attributesOf(write).domain ?? '')

describe('the cookie', () => {
  test('has a path, SameSite=Lax, 90 days, and Secure on https', async () => {
    await visit('https://www.shop.test/p/q?irw_id=a')
    const { expires, ...rest } = attributesOf(cookieWrites.at(-1) ?? '')
    expect(rest).toEqual({ path: '/', samesite: 'Lax', secure: '', domain: 'shop.test' })
    expect(Date.parse(expires ?? '') - Date.now()).toBe(90 * 864e5)
  })

  test('has no Secure on http', async () => {
    await visit('http://www.shop.test/?irw_id=a')
    expect(attributesOf(cookieWrites.at(-1) ?? '')).not.toHaveProperty('secure')
    expect(cookieOn('http://app.shop.test/')).toBe('a')
  })

  test('is written before anything else of the page has run', async () => {
    await visit('https://www.shop.test/?irw_id=a', { isLoading: true })
    expect(cookieOn('https://www.shop.test/')).toBe('a')
  })

  test('is in plain percent-encoding, so that no reader takes a plus for a space', async () => {
    await visit('https://www.shop.test/?irw_id=a+b%20c')
    expect(cookieWrites.at(-1)).toMatch(/^_introw_aff=a%2Bb%20c;/)
  })
})

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

describe('twins of one name', () => {
  test('a host-only cookie makes way for the new one on the domain', async () => {
    await arrive('https://www.shop.test/')
    setCookie('_introw_aff=old; path=/')
    const page = await visit('https://www.shop.test/?irw_id=new')
    expect(page.getClickId()).toBe('new')
    expect(document.cookie.match(/_introw_aff=/g)).toHaveLength(1)
    expect(cookieOn('https://app.shop.test/')).toBe('new')
  })

  test('a cookie on a narrower domain makes way too', async () => {
    await arrive('https://a.www.shop.test/')
    setCookie('_introw_aff=old; path=/; domain=www.shop.test')
    await visit('https://a.www.shop.test/?irw_id=new')
    expect(document.cookie).toBe('_introw_aff=new')
  })

  test('the first valid one is read', async () => {
    await arrive('https://www.shop.test/')
    setCookie('_introw_aff=%E0%A4%A; path=/')
    setCookie('_introw_aff=good; path=/; domain=shop.test')
    setCookie('other=1; path=/')
    expect((await visit('https://www.shop.test/')).getClickId()).toBe('good')
  })

  test.each(['%E0%A4%A', 'a%0Ab', 'x'.repeat(257), ''])('a damaged value is no click: %s', async (value) => {
    await arrive('https://www.shop.test/')
    setCookie(`_introw_aff=${value}; path=/`)
    expect((await visit('https://www.shop.test/')).getClickId()).toBeNull()
  })

  test('cookies of names that only look like it are left alone', async () => {
    await arrive('https://www.shop.test/')
    setCookie('x_introw_aff=1; path=/')
    setCookie('_introw_aff_2=2; path=/')
    const page = await visit('https://www.shop.test/')
    expect(page.getClickId()).toBeNull()
    page.consent(false)
    expect(document.cookie).toContain('x_introw_aff=1')
    expect(document.cookie).toContain('_introw_aff_2=2')
  })
})

describe('a page without a click', () => {
  test('writes no cookie, not even to try', async () => {
    await visit('https://www.shop.test/')
    await elapse(10_000)
    expect(cookieWrites).toEqual([])
  })
})

describe('any value', () => {
  const characters = fc.constantFrom(
    'a',
    '+',
    ' ',
    ';',
    '=',
    ',',
    '"',
    '\\',
    '%',
    '%3B',
    '; Domain=evil.test',
    'é',
    '😀',
    '/',
    "'",
    '(',
    ')',
    '&',
  )
  const ids = fc
    .oneof(
      fc.array(characters, { minLength: 1, maxLength: 20 }).map((parts) => parts.join('')),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    )
    .filter((id) => /^\P{Cc}{1,256}$/u.test(id))

  test('comes back exactly, and injects no attribute', async () => {
    await arrive('https://www.shop.test/')
    const { readCookie, writeCookie } = await import('../../src/click/cookie')
    const names = ['domain', 'expires', 'path', 'samesite', 'secure']
    fc.assert(
      fc.property(ids, (id) => {
        cookieWrites.length = 0
        writeCookie(id, 90, undefined)
        const areHarmless = cookieWrites.every((write) => {
          const attributes = Object.keys(attributesOf(write))
          return (
            attributes.every((name) => names.includes(name)) &&
            attributes.length <= names.length &&
            !/[\0-\x1f\x7f]/.test(write)
          )
        })
        const [value] = (cookieWrites.at(-1) ?? '').replace('_introw_aff=', '').split(';')
        const isPlain = /^[\w.~!*'()%-]*$/.test(value ?? '')
        return readCookie() === id && decodeURIComponent(value ?? '') === id && areHarmless && isPlain
      }),
      { numRuns: NUM_RUNS },
    )
  })

  test('comes back from the landing page through the whole of the snippet', async () => {
    await fc.assert(
      fc.asyncProperty(ids, async (id) => {
        newVisitor()
        const page = await visit(`https://www.shop.test/?irw_id=${encodeURIComponent(id)}`)
        await settle()
        return page.getClickId() === id && cookieOn('https://app.shop.test/') === id
      }),
      { numRuns: 200 },
    )
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
