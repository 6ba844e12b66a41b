import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isClean, KEY, openShop, type Shop } from '../support/shop.ts'
import { daysOf } from '../support/unit/cookie.ts'

let http: Shop
let https: Shop

beforeAll(async () => {
  ;[http, https] = await Promise.all([openShop(), openShop({ https: true })])
  for (const shop of [http, https]) {
    shop.page('/')
    shop.page('/next')
  }
})

afterAll(() => Promise.all([http?.close(), https?.close()]))

const readId = () => window.introw?.affiliate?.getClickId() ?? null

/** Cookie headers of the last request for a path. */
const readHeader = (shop: Shop, path: string) =>
  shop.site.requests.filter(({ url }) => new URL(url).pathname === path).at(-1)?.headers.cookie

/** With separators, what PHP and forms read as a space, percent signs, other scripts, all that it may hold, and as long as it may be. */
const IDS = [
  `a;b,c=d e"f\\g`,
  'a+b c%20d',
  '100% %41 %E9 %',
  'ä€漢字😀',
  'x'.repeat(256),
  Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join(''),
]

describe('the cookie', () => {
  it('is Secure over https and not over http, Lax, on the whole site', () =>
    Promise.all(
      [http, https].map((shop) =>
        shop.visit(async (tab) => {
          await tab.goto(`${shop.site.origin()}/?irw_id=aff_attributes`)
          await tab.waitFor(isClean)
          const written = await tab.evaluate(() => window.__writes.at(-1) ?? '')
          expect(written.toLowerCase()).toContain('path=/;')
          expect(written.toLowerCase()).toContain('samesite=lax')
          expect(written.toLowerCase()).toContain('domain=shop.localhost')
          expect(/;\s*secure/i.test(written)).toBe(shop === https)
          await tab.goto(`${shop.site.origin('app.shop.localhost')}/next`)
          expect(await tab.waitFor(readId)).toBe('aff_attributes')
        }),
      ),
    ))

  it('brings every id back exactly, here and on the server', () =>
    https.visit(async (tab) => {
      for (const id of IDS) {
        await tab.goto(`${https.site.origin()}/?irw_id=${encodeURIComponent(id)}`)
        await tab.waitFor(isClean)
        expect(await tab.evaluate(readId)).toBe(id)
        await tab.goto(`${https.site.origin('app.shop.localhost')}/next`)
        expect(await tab.waitFor(readId)).toBe(id)
        expect(readHeader(https, '/next')).toBe(`_introw_aff=${encodeURIComponent(id)}`)
      }
    }))

  it('is none for what is no id', () =>
    http.visit(async (tab) => {
      for (const bad of ['', '%E9', '%00', 'a%0Ab', 'x'.repeat(257)]) {
        await tab.goto(`${http.site.origin()}/?irw_id=${bad}&then=1`)
        await tab.waitFor(() => window.introw?.affiliate?.version)
        expect(await tab.evaluate(readId), bad).toBeNull()
        expect(await tab.evaluate(() => document.cookie)).toBe('')
      }
    }))

  it('is alone: variants of its name on other domains are gone', () =>
    http.visit(async (tab) => {
      await tab.goto(`${http.site.origin()}/next`)
      await tab.evaluate(() => {
        document.cookie = '_introw_aff=stale_host; Path=/; Max-Age=999'
        document.cookie = '_introw_aff=stale_own; Path=/; Max-Age=999; Domain=www.shop.localhost'
        document.cookie = '_introw_aff=stale_site; Path=/; Max-Age=999; Domain=shop.localhost'
      })
      await tab.goto(`${http.site.origin()}/?irw_id=aff_alone`)
      await tab.waitFor(isClean)
      expect(await tab.evaluate(() => document.cookie)).toBe('_introw_aff=aff_alone')
    }))

  it('of an older click under a narrower path makes way for the new one, for the server too', () =>
    http.visit(async (tab) => {
      const site = http.site.origin()
      http.page('/shop/')
      await tab.goto(`${site}/shop/`)
      await tab.evaluate(() => (document.cookie = '_introw_aff=aff_old; Path=/shop; Max-Age=999'))
      await tab.goto(`${site}/shop/?irw_id=aff_new`)
      await tab.waitFor(isClean)
      expect(readHeader(http, '/shop/')).toBe('_introw_aff=aff_old')
      for (const path of ['/shop/', '/']) {
        await tab.goto(site + path)
        expect(readHeader(http, path), path).toBe('_introw_aff=aff_new')
      }
    }))

  it.each([
    ['host', null],
    ['shop.localhost', 'aff_domain'],
    ['.shop.localhost', 'aff_domain'],
    ['HOST', null],
    ['other.test', null],
  ])('is on the domain that cookie-domain="%s" names, else on this host alone', (domain, seenByApp) =>
    http.visit(async (tab) => {
      http.page('/domain', http.tag(`data-cookie-domain="${domain}"`))
      await tab.goto(`${http.site.origin()}/domain?irw_id=aff_domain`)
      await tab.waitFor(isClean)
      expect(await tab.evaluate(readId)).toBe('aff_domain')
      await tab.goto(`${http.site.origin('app.shop.localhost')}/next`)
      await tab.waitFor(() => window.introw?.affiliate?.version)
      expect(await tab.evaluate(readId)).toBe(seenByApp)
    }),
  )

  it('lasts as long as cookie-days says', () =>
    http.visit(async (tab) => {
      http.page('/days', http.tag('data-cookie-days="30"'))
      await tab.goto(`${http.site.origin()}/days?irw_id=aff_days`)
      await tab.waitFor(isClean)
      expect(daysOf(await tab.evaluate(() => window.__writes.at(-1)))).toBeCloseTo(30, 1)
    }))

  it('of the server is recognised, and no script ever writes it', () =>
    https.visit(async (tab) => {
      https.site.page('/served', async () => {
        const html = `<!doctype html><title>served</title><script>window.__writes = []
          const own = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')
          Object.defineProperty(document, 'cookie', { get: () => own.get.call(document), set: (text) => { __writes.push(text); own.set.call(document, text) } })
          </script>${https.tag()}`
        const cookie = '_introw_aff=aff_served; Path=/; Domain=shop.localhost; Max-Age=7776000; SameSite=Lax; Secure'
        return new Response(html, { headers: { 'content-type': 'text/html', 'set-cookie': cookie } })
      })
      await tab.goto(`${https.site.origin()}/served?irw_id=aff_served`)
      await tab.waitFor(isClean)
      expect(await tab.evaluate(() => window.__writes)).toEqual([])
      await tab.goto(`${https.site.origin()}/next`)
      expect(await tab.waitFor(readId)).toBe('aff_served')
      expect(await tab.evaluate(() => window.__writes)).toEqual([])
      expect(await tab.evaluate(() => document.cookie)).toBe('_introw_aff=aff_served')
    }))

  it('is on this host alone where a host has no parent', () =>
    http.visit(async (tab) => {
      const site = `http://127.0.0.1:${http.site.port}`
      await tab.goto(`${site}/?irw_id=aff_address&key=${KEY}`)
      await tab.waitFor(isClean)
      expect(await tab.evaluate(() => document.cookie)).toBe('_introw_aff=aff_address')
      expect(await tab.evaluate(() => window.__writes.filter((text) => /domain/i.test(text)))).toEqual([])
    }))
})
