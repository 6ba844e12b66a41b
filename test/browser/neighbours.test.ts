import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundle } from '../support/bundle.ts'
import type { Tab } from '../support/engine.ts'
import { ROOT } from '../support/package.ts'
import { isClean, openShop, readSeen, type Shop } from '../support/shop.ts'

declare global {
  interface Window {
    /** Types of the Navigation API's events that listeners of the page's own have heard. */
    listened: string[]
    /** How often a router has rendered, or run the landing's loader. */
    renders: number
    /** Saves a form's draft as Inertia's `useRemember` does. */
    remember(draft: string): void
  }
}

const DRAFT = 'half a sentence'
const FORM = '<form><input id="draft"></form><a id="to-faq" href="#faq">FAQ</a><h2 id="faq">FAQ</h2>'

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
  const read = (path: string) => readFile(join(ROOT, path), 'utf8')
  // What its own build puts in.
  const tracker = (await read('test/vendor/umami/tracker.js')).replace('__COLLECT_API_HOST__', '')
  serve('/umami.js', tracker.replace('__COLLECT_API_ENDPOINT__', '/views'))
  serve('/swup.js', await read('node_modules/swup/dist/Swup.umd.js'))
  serve('/turbo.js', await read('node_modules/@hotwired/turbo/dist/turbo.es2017-umd.js'))
  serve('/tanstack.js', await bundle('test/apps/neighbours/tanstack.js'))
  serve('/inertia.js', await bundle('test/apps/neighbours/inertia.js'))
}, 120_000)

afterAll(() => shop?.close())

describe('a landing', () => {
  it('is one page view for Umami, and none for what listens to the Navigation API after us', () =>
    shop.visit(async (tab) => {
      const views: string[] = []
      shop.site.page('/views', async (request) => {
        const { payload } = (await request.json()) as { payload: { url: string } }
        views.push(payload.url.replace(shop.site.origin(), ''))
        return Response.json({})
      })
      const listen = `onload="
        window.listened = []
        for (const type of ['navigate', 'currententrychange', 'navigatesuccess'])
          window.navigation?.addEventListener(type, () => listened.push(type))"`
      shop.page('/umami', `<script src="/umami.js" data-website-id="1"></script>${shop.tag(listen)}`)
      await land(tab, '/umami')
      await tab.waitFor(isClean)
      expect(await tab.evaluate(() => window.listened)).toEqual([])
      await tab.evaluate(() => history.pushState(null, '', '/umami/next'))
      await expect.poll(() => views.at(-1), { timeout: 15_000 }).toBe('/umami/next')
      expect(views).toEqual(['/umami?irw_id=aff_landing', '/umami/next'])
    }))

  it('is not rendered anew by a router on the Navigation API, though it was there before us', () =>
    shop.visit(async (tab) => {
      const router = `<script>
        window.renders = 0
        window.navigation?.addEventListener('navigate', (event) => {
          if (event.canIntercept && !event.hashChange) event.intercept({ handler: async () => { renders++ } })
        }, true)
      </script>`
      shop.page('/navigation', router + shop.tag(), FORM)
      await land(tab, '/navigation')
      await tab.waitFor(isClean)
      await tab.click('#to-faq')
      await tab.waitFor(() => location.href.endsWith('/navigation#faq'))
      expect(await tab.evaluate(() => window.renders)).toBe(0)
      const renders = await tab.evaluate(() => ('navigation' in window ? 1 : 0))
      await tab.evaluate(() => history.pushState(null, '', '/navigation/next'))
      await tab.waitFor((count) => window.renders === count, renders)
    }))

  it('is loaded once by TanStack Router', () =>
    shop.visit(async (tab) => {
      shop.page('/tanstack', shop.tag(), '<div id="app"></div><script src="/tanstack.js"></script>')
      await land(tab, '/tanstack')
      await tab.waitFor(isClean)
      await tab.evaluate(() => new Promise((resolve) => setTimeout(() => requestAnimationFrame(resolve))))
      expect(await tab.evaluate(() => window.renders)).toBe(1)
      expect(await tab.evaluate(readSeen)).toEqual([])
    }))
})

describe('a half-written form', () => {
  it('is kept by swup when the visitor follows a link within the page, as the address is', () =>
    shop.visit(async (tab) => {
      const start = `<script src="/swup.js"></script><script>new Swup({ containers: ['#swup'], cache: false })</script>`
      shop.page('/swup', shop.tag(), `<main id="swup" class="transition-main">${FORM}</main>${start}`)
      await land(tab, '/swup')
      await tab.waitFor(() => (history.state as { source?: string } | null)?.source === 'swup')
      await tab.waitFor(afterCleaning)
      await tab.fill('#draft', DRAFT)
      await tab.click('#to-faq')
      await tab.waitFor(() => location.hash === '#faq')
      expect(await tab.url()).toContain('/swup?irw_id=aff_landing#faq')
      expect(await tab.evaluate(readDraft)).toBe(DRAFT)
      expect(fetches('/swup')).toBe(1)
    }))

  it('comes back under Turbo with Back, without another request, though the address is clean', () =>
    shop.visit(async (tab) => {
      shop.page(
        '/turbo',
        `<script src="/turbo.js"></script>${shop.tag()}`,
        `${FORM}<a id="to-next" href="/next">next</a>`,
      )
      shop.page('/next', `<script src="/turbo.js"></script>${shop.tag()}`, '<h1 id="next">Next</h1>')
      await land(tab, '/turbo')
      await tab.waitFor(isClean)
      await tab.fill('#draft', DRAFT)
      await tab.click('#to-next')
      await tab.waitFor(() => document.querySelector('#next') !== null)
      await tab.evaluate(() => history.back())
      await tab.waitFor(() => document.querySelector('#draft') !== null)
      expect(await tab.evaluate(readDraft)).toBe(DRAFT)
      expect(await tab.url()).toBe(`${shop.site.origin()}/turbo`)
      expect(fetches('/turbo')).toBe(1)
    }))
})

describe('a click that comes inside the page', () => {
  it("of a link that Turbo follows, is taken when the engine tells of it, else with the page's next call, and not cut before", () =>
    shop.visit(async (tab) => {
      const before = fetches('/affiliate.js')
      const head = `<script src="/turbo.js"></script>${shop.tag()}`
      shop.page('/turbo', head, '<a id="to-offer" href="/offer">Offer</a>')
      shop.page('/inside', head, '<h1 id="inside">Inside</h1>')
      const headers = { location: '/inside?irw_id=aff_inside' }
      shop.site.page('/offer', () => new Response(null, { status: 302, headers }))
      await land(tab, '/turbo')
      await tab.waitFor(isClean)
      await tab.click('#to-offer')
      await tab.waitFor(() => document.querySelector('#inside') !== null)
      if (!(await tab.evaluate(() => 'navigation' in window))) {
        await tab.waitFor(afterCleaning)
        expect(await tab.url()).toContain('/inside?irw_id=aff_inside')
        expect(await tab.evaluate(() => window.introw?.affiliate?.getClickId())).toBe('aff_inside')
      }
      await tab.waitFor(isClean)
      expect(await tab.evaluate(() => document.cookie)).toBe('_introw_aff=aff_inside')
      expect(fetches('/affiliate.js')).toBe(before + 1)
    }))
})

describe("Inertia's saved states", () => {
  it('bring irw_id back, and it is cut each time, however many have not', () =>
    shop.visit(async (tab) => {
      const form = '<input id="draft" oninput="remember(value)"><script src="/inertia.js"></script>'
      shop.page('/inertia', shop.tag(), form)
      await land(tab, '/inertia')
      await tab.waitFor(isClean)
      expect(await tab.evaluate(() => (history.state as { page: { url: string } }).page.url)).toBe('/inertia')
      // As its scroll positions are saved.
      await tab.evaluate(() => {
        for (let saves = 0; saves < 30; saves++) history.replaceState({ ...history.state, saves }, '')
      })
      for (const draft of ['h', 'half', DRAFT]) {
        await tab.fill('#draft', draft)
        await tab.waitFor((text) => JSON.stringify(history.state).includes(`"draft":"${text}"`), draft)
        await tab.waitFor(isClean)
      }
      expect(await tab.evaluate(readSeen)).toEqual([])
    }))
})

function serve(path: string, script: string): void {
  shop.site.page(path, () => new Response(script, { headers: { 'content-type': 'text/javascript' } }))
}

function land(tab: Tab, path: string): Promise<void> {
  return tab.goto(`${shop.site.origin()}${path}?irw_id=aff_landing`)
}

function fetches(path: string): number {
  return shop.site.requests.filter(({ url }) => new URL(url).pathname === path).length
}

function readDraft(): string | undefined {
  return document.querySelector<HTMLInputElement>('#draft')?.value
}

/** When what cleans late would have cleaned. */
function afterCleaning(): boolean | Promise<boolean> {
  if (document.readyState !== 'complete' || !document.cookie.includes('aff_landing')) return false
  return new Promise((resolve) => {
    const later = (then: () => void) =>
      'requestIdleCallback' in window ? requestIdleCallback(then, { timeout: 2000 }) : setTimeout(then, 500)
    setTimeout(() => later(() => later(() => resolve(true))), 250)
  })
}
