import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isClean, openShop, readSeen, type Shop } from '../support/shop.ts'
import { PERSISTENCE, stepToRestored } from '../support/restored.ts'
import { hasLoaded } from '../support/tab.ts'
import { daysOf } from '../support/unit/cookie.ts'

const DAY_MS = 864e5

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
  shop.page('/')
  shop.page('/next')
})

afterAll(() => shop?.close())

const readId = () => window.introw?.affiliate?.getClickId() ?? null

/** The last write of the cookie. */
const readWrite = () => window.__writes.filter((text) => text.startsWith('_introw_aff=')).pop()

describe('the click of a landing page', () => {
  it('comes from the query, is kept for sibling subdomains, and leaves the address bar', () =>
    shop.visit(async (tab) => {
      await tab.goto(`${shop.site.origin()}/?flag&x=a%20b&irw_id=aff_one&pct=100%&y=%E9#part`)
      await tab.waitFor(isClean)
      expect(await tab.url()).toBe(`${shop.site.origin()}/?flag&x=a%20b&pct=100%&y=%E9#part`)
      expect(daysOf(await tab.evaluate(readWrite))).toBeCloseTo(90, 1)
      await tab.goto(`${shop.site.origin('app.shop.localhost')}/next`)
      expect(await tab.waitFor(readId)).toBe('aff_one')
      expect(await tab.evaluate(readSeen)).toEqual([])
    }))

  it('comes from the query of a hash route, and the last one of several counts', () =>
    shop.visit(async (tab) => {
      await tab.goto(`${shop.site.origin()}/#/route?irw_id=aff_old&irw_id=aff_hash&irw_id=&tab=2`)
      await tab.waitFor(isClean)
      expect(await tab.evaluate(readId)).toBe('aff_hash')
      expect(await tab.url()).toBe(`${shop.site.origin()}/#/route?tab=2`)
    }))

  it('is found after a router has replaced the address, and by a script that comes late', () =>
    shop.visit(async (tab) => {
      shop.page('/stripped', `<script>history.replaceState(null, '', '/stripped')</script>${shop.tag()}`)
      await tab.goto(`${shop.site.origin()}/stripped?irw_id=aff_stripped`)
      expect(await tab.waitFor(readId)).toBe('aff_stripped')
      shop.page('/late', '')
      await tab.goto(`${shop.site.origin()}/late?irw_id=aff_late`)
      await tab.evaluate((origin: string) => {
        history.pushState({ mine: 1 }, '', '/elsewhere')
        const script = document.createElement('script')
        script.src = '/affiliate.js?api-host=' + origin
        document.head.append(script)
      }, shop.site.origin())
      expect(await tab.waitFor(readId)).toBe('aff_late')
      expect(await tab.evaluate(() => [location.pathname, history.state])).toEqual(['/elsewhere', { mine: 1 }])
    }))

  it('is the last one, and one taken before never replaces it, but is cleaned', () =>
    shop.visit(async (tab) => {
      for (const id of ['aff_first', 'aff_second', 'aff_first']) {
        await tab.goto(`${shop.site.origin()}/?irw_id=${id}`)
        await tab.waitFor(isClean)
      }
      expect(await tab.evaluate(readId)).toBe('aff_second')
    }))

  it('gets no new lease from a reload, and comes back for the days that remain where its cookie is gone', () =>
    shop.visit(async (tab) => {
      const landing = `${shop.site.origin()}/?irw_id=aff_lease`
      await tab.goto(landing)
      await tab.waitFor(isClean)
      await tab.evaluate((ageMs: number) => {
        const state = JSON.parse(localStorage.getItem('_introw_aff') as string)
        state.click.firstSeenAt -= ageMs
        localStorage.setItem('_introw_aff', JSON.stringify(state))
      }, 80 * DAY_MS)
      await tab.goto(landing)
      await tab.waitFor(isClean)
      expect(daysOf(await tab.waitFor(readWrite))).toBeCloseTo(10, 1)
      await tab.evaluate(() => {
        document.cookie = '_introw_aff=; Domain=shop.localhost; Path=/; Max-Age=0'
      })
      expect(await tab.evaluate(readId)).toBeNull()
      await tab.goto(landing)
      await tab.waitFor(isClean)
      expect(await tab.evaluate(readId)).toBe('aff_lease')
      expect(daysOf(await tab.evaluate(readWrite))).toBeCloseTo(10, 1)
    }))

  it('is kept although the visitor leaves before the page has loaded', () =>
    shop.visit(async (tab) => {
      let letGo = () => {}
      const hanging = new Promise<Response>((resolve) => (letGo = () => resolve(new Response(null, { status: 204 }))))
      shop.site.page('/hanging.png', () => hanging)
      shop.page('/slow', `<img src="/hanging.png">${shop.tag()}`)
      await tab.goto(`${shop.site.origin()}/slow?irw_id=aff_brief`)
      await tab.waitFor(() => document.cookie.includes('aff_brief'))
      expect(await tab.evaluate(() => document.readyState)).not.toBe('complete')
      await tab.goto(`${shop.site.origin()}/next`)
      letGo()
      expect(await tab.waitFor(readId)).toBe('aff_brief')
    }))

  it('waits while the page is prerendered, and so does a conversion', () =>
    shop.visit(async (tab) => {
      const prerendering = `<script>Object.defineProperty(document, 'prerendering', { value: true, configurable: true })</script>`
      shop.page('/prerendered', prerendering + shop.tag())
      const click = await shop.click()
      await tab.goto(`${shop.site.origin()}/prerendered?irw_id=${click}`)
      await tab.waitFor(() => window.introw?.affiliate?.version)
      const before = shop.sandbox.store.requests.length
      await tab.evaluate(() => {
        Object.assign(window, { result: window.introw?.affiliate?.track({ email: 'ada@acme.example' }) })
      })
      expect(
        await tab.evaluate(() => (window as unknown as { result: Promise<{ status: string; reason: string }> }).result),
      ).toMatchObject({
        status: 'queued',
        reason: 'undecided',
      })
      expect(await tab.evaluate(() => [document.cookie, localStorage.length, location.search.length > 0])).toEqual([
        '',
        0,
        true,
      ])
      expect(shop.sandbox.store.requests.length).toBe(before)
      await tab.evaluate(() => {
        Object.defineProperty(document, 'prerendering', { value: false })
        document.dispatchEvent(new Event('prerenderingchange'))
      })
      await tab.waitFor(isClean)
      await expect.poll(() => shop.sandbox.store.conversion(click), { timeout: 15_000 }).toBeDefined()
    }))
})

describe('a page without a click', () => {
  it('has no cookie, no write of any kind, no request of ours, and no listener that keeps it out of the back/forward cache', () =>
    shop.visit(async (tab) => {
      const spy = `<script>
        window.heard = []; window.stored = []
        const listen = EventTarget.prototype.addEventListener
        EventTarget.prototype.addEventListener = function (type, ...rest) { heard.push(type); return listen.call(this, type, ...rest) }
        const store = Storage.prototype.setItem
        Storage.prototype.setItem = function (...pair) { stored.push(pair); return store.apply(this, pair) }
      </script>${PERSISTENCE}`
      shop.page('/plain', spy + shop.tag())
      const before = shop.site.requests.length
      await tab.goto(`${shop.site.origin()}/plain`)
      await tab.waitFor(() => (window as unknown as { heard: string[] }).heard.includes('online'))
      expect(
        await tab.evaluate(() => [document.cookie, window.__writes, localStorage.length, sessionStorage.length]),
      ).toEqual(['', [], 0, 0])
      await tab.waitFor(hasLoaded)
      await tab.goto(`${shop.site.origin()}/next`)
      await stepToRestored(tab)
      const [heard, stored] = await tab.evaluate(() => {
        const page = window as unknown as { heard: string[]; stored: string[] }
        return [page.heard, page.stored]
      })
      expect(stored).toEqual([])
      expect(heard).not.toContain('unload')
      expect(heard).not.toContain('beforeunload')
      const paths = shop.site.requests.slice(before).map(({ url }) => new URL(url).pathname)
      expect(new Set(paths)).toEqual(new Set(['/plain', '/affiliate.js', '/next']))
      expect(await tab.evaluate(readSeen)).toEqual([])
    }))

  it('is restored from the back/forward cache with a click and a conversion too', () =>
    shop.visit(async (tab) => {
      shop.page('/lasting', PERSISTENCE + shop.tag())
      await tab.goto(`${shop.site.origin()}/lasting?irw_id=${await shop.click()}`)
      await tab.waitFor(isClean)
      const convert = () => tab.evaluate(() => window.introw?.affiliate?.track({ email: 'ada@acme.example' }))
      expect(await convert()).toMatchObject({ status: 'recorded' })
      await tab.waitFor(hasLoaded)
      await tab.goto(`${shop.site.origin()}/next`)
      await stepToRestored(tab, 'back', convert)
      expect(await tab.evaluate(readSeen)).toEqual([])
    }))
})
