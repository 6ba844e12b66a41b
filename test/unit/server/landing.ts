import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { land, landRaw, NAME, RUNS, RUNS_MS, type ServerEntry, shop, toCookie } from './entry'
import { describeOptions } from './options'

const ESCAPES = ['%0d', '%0A', '%3B', '%3b', '%2C', '%00', '%22', '%E2%80%A8', '%F0%9F%98%80', 'Domain=x', ';', ' ']

/** All that may ever be sent: the name, percent-encoded text, and attributes that come from the merchant alone. */
const GRAMMAR =
  /^_introw_aff=(%[\dA-F]{2}|[\w.!~*'()-])+; Max-Age=7776000; Path=\/; Domain=shop\.com; SameSite=Lax; Secure$/

export function describeLanding({ captureClick, readClickId }: ServerEntry): void {
  describe('captureClick', () => {
    it('makes a cookie that scripts can read, for 90 days, on the domain and its hosts', () => {
      expect(captureClick(land('?irw_id=aff_1'), shop)).toBe(
        `${NAME}=aff_1; Max-Age=7776000; Path=/; Domain=shop.com; SameSite=Lax; Secure`,
      )
    })

    it('leaves the domain out for `host`', () => {
      expect(captureClick(land('?irw_id=aff_1'), { ...shop, domain: 'host' })).not.toContain('Domain')
    })

    it('takes a lifetime of 1 to 365 days, and 90 for anything else', () => {
      const maxAge = (days: unknown) => {
        const cookie = captureClick(land('?irw_id=a'), { ...shop, days: days as number })
        return /Max-Age=(\d+)/.exec(String(cookie))?.[1]
      }
      expect([1, 30, 365].map(maxAge)).toEqual(['86400', '2592000', '31536000'])
      expect([0, -1, 366, NaN, Infinity, 'x', null, {}].map(maxAge)).toEqual(Array(8).fill('7776000'))
    })

    it('reads the parameter as the snippet does: the last one that is not empty, a plus as a plus', () => {
      const id = (query: string) => readClickId(toCookie(captureClick(land(query), shop)))
      expect(id('?a=1&irw_id=first&irw_id=last&irw_id=')).toBe('last')
      expect(id('?irw_id=a+b')).toBe('a+b')
      expect(id('?irw_id=a%20b%2Bc%3D%3B')).toBe('a b+c=;')
    })

    it.each([
      '',
      '?irw_id=',
      '?xirw_id=a',
      '?irw_id=%0d%0aSet-Cookie:x',
      '?irw_id=%E0%A4%A',
      `?irw_id=${'a'.repeat(257)}`,
    ])('is null where the query is %j', (query) => {
      expect(captureClick(land(query), shop)).toBeNull()
    })

    describeRequests(captureClick)
    describeOptions(captureClick)
    describeInjection(captureClick)
  })
}

function describeRequests(captureClick: ServerEntry['captureClick']): void {
  it.each(['HEAD', 'POST', 'PUT', 'OPTIONS', 'DELETE'])('is null for %s', (method) => {
    expect(captureClick(land('?irw_id=a', {}, method), shop)).toBeNull()
  })

  it.each([
    ['sec-fetch-dest', 'empty'],
    ['sec-fetch-dest', 'image'],
    ['sec-fetch-dest', 'iframe'],
    ['sec-purpose', 'prefetch'],
    ['sec-purpose', 'prefetch;prerender'],
    ['sec-purpose', 'prefetch;anonymous-client-ip'],
    ['purpose', 'prefetch'],
    ['x-purpose', 'preview'],
    ['x-moz', 'prefetch'],
    ['rsc', '1'],
    ['next-router-prefetch', '1'],
    ['next-router-segment-prefetch', '/_tree'],
    ['next-router-state-tree', '%5B%5D'],
    ['x-nextjs-data', '1'],
    ['x-middleware-prefetch', '1'],
  ])('is null for a request with %s: %s', (name, value) => {
    expect(captureClick(land('?irw_id=a', { [name]: value }), shop)).toBeNull()
  })

  it('takes a document from browsers that send none of these headers', () => {
    expect(captureClick(new Request('https://www.shop.com/?irw_id=a'), shop)).not.toBeNull()
    expect(captureClick(landRaw('http://127.0.0.1/?irw_id=a'), shop)).not.toBeNull()
  })

  it('is null if the cookie holds the id already, and not if it holds another', () => {
    expect(captureClick(land('?irw_id=a%2Bb', { cookie: `x=1; ${NAME}=a%2Bb` }), shop)).toBeNull()
    expect(captureClick(land('?irw_id=new', { cookie: `${NAME}=old` }), shop)).toContain(`${NAME}=new;`)
    expect(captureClick(land('?irw_id=new', { cookie: `${NAME}=%` }), shop)).toContain(`${NAME}=new;`)
  })
}

function describeInjection(captureClick: ServerEntry['captureClick']): void {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: fc.constantFrom(...' ;,="\\\r\n\t\0%&#?+/:aé😀'), maxLength: 40 }),
    fc.string({ unit: fc.constantFrom(...ESCAPES), maxLength: 30 }),
  )

  it(
    'lets nothing of the parameter become an attribute or a header',
    () => {
      let cookies = 0
      fc.assert(
        fc.property(text, (value) => {
          const cookie = captureClick(landRaw(`https://www.shop.com/?irw_id=${value}`), shop)
          if (cookie === null) return
          cookies += 1
          expect(cookie).toMatch(GRAMMAR)
          expect(cookie.split(';')[0]?.length).toBeLessThanOrEqual(4096)
          expect(new Headers({ 'set-cookie': cookie }).get('set-cookie')).toBe(cookie)
        }),
        RUNS,
      )
      expect(cookies).toBeGreaterThan(RUNS.numRuns / 10)
    },
    RUNS_MS,
  )

  it('holds the longest id within what browsers keep', () => {
    const id = '\u{10ffff}'.repeat(256)
    expect(toCookie(captureClick(land(`?irw_id=${encodeURIComponent(id)}`), shop)).length).toBeLessThanOrEqual(4096)
  })
}
