// @vitest-environment happy-dom
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { cookieOn, cookieWrites, setCookie } from '../../support/unit/browser'
import { attributesOf, clickIds } from '../../support/unit/cookie'
import { arrive, newVisitor, visit } from '../../support/unit/page'
import { settle } from '../../support/unit/time'

beforeEach(() => newVisitor())

describe('the cookie', () => {
  test('has a path, SameSite=Lax, 90 days, and Secure on https', async () => {
    await visit('https://www.shop.test/p/q?irw_id=a')
    expect(attributesOf(cookieWrites.at(-1) ?? '')).toEqual({
      ...{ path: '/', samesite: 'Lax', secure: '', domain: 'shop.test' },
      'max-age': String(90 * 86_400),
    })
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

describe('an older click under a narrower path', () => {
  const narrow = 'https://www.shop.test/shop/deep/page'
  const jar = () => document.cookie.match(/_introw_aff=[^;]*/g)

  test.each(['/shop', '/shop/', '/shop/deep', '/shop/deep/', '/shop/deep/page'])(
    'makes way for a new one, without litter: %s',
    async (path) => {
      await arrive(narrow)
      setCookie(`_introw_aff=old; path=${path}`)
      expect((await visit(`${narrow}?irw_id=new`)).getClickId()).toBe('new')
      await settle()
      expect(jar()).toEqual(['_introw_aff=new'])
    },
  )

  test('and on the widest domain, too', async () => {
    await arrive(narrow)
    setCookie('_introw_aff=old; path=/shop; domain=shop.test')
    setCookie('_introw_aff=older; path=/shop/deep')
    await visit(`${narrow}?irw_id=new`)
    await settle()
    expect(jar()).toEqual(['_introw_aff=new'])
  })

  test('that is met later makes way for the one that this origin has taken since', async () => {
    await visit('https://www.shop.test/?irw_id=new')
    await settle()
    await arrive(narrow)
    setCookie('_introw_aff=old; path=/shop')
    expect((await visit(narrow)).getClickId()).toBe('new')
    expect(jar()).toEqual(['_introw_aff=new'])
  })

  test('goes with a "no"', async () => {
    await arrive(narrow)
    setCookie('_introw_aff=old; path=/shop')
    ;(await visit(narrow)).consent(false)
    expect(jar()).toBeNull()
  })

  test('costs a page of a very long path no more than ten parts of it', async () => {
    const long = `https://www.shop.test/${'a/'.repeat(5_000)}`
    await arrive(long)
    setCookie(`_introw_aff=old; path=/${'a/'.repeat(50)}`)
    cookieWrites.length = 0
    await visit(`${long}?irw_id=new`)
    await settle()
    expect(cookieWrites.length).toBeLessThan(80)
  })
})

describe('any value', () => {
  test('comes back from the landing page through the whole of the snippet', async () => {
    await fc.assert(
      fc.asyncProperty(clickIds, async (id) => {
        newVisitor()
        const page = await visit(`https://www.shop.test/?irw_id=${encodeURIComponent(id)}`)
        await settle()
        return page.getClickId() === id && cookieOn('https://app.shop.test/') === id
      }),
      { numRuns: 200 },
    )
  })
})
