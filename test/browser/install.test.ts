import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { poll } from '../support/poll.ts'
import { isClean, KEY, openShop, readSeen, type Shop, STUB } from '../support/shop.ts'

interface Result {
  readonly status: string
  readonly reason?: string
}

declare global {
  interface Window {
    early: Promise<Result>
    /** How long `early` has taken, in ms. */
    took: number
    ready: number
    held: { track(conversion: object): Promise<Result>; getClickId(): string | null }
  }
}

let shop: Shop

const EARLY_CALLS = `<script>
  window.held = { ...introw.affiliate }
  window.ready = 0
  introw.affiliate.ready((affiliate) => { window.ready += affiliate === introw.affiliate ? 1 : 100 })
  const since = performance.now()
  window.early = introw.affiliate.track({ email: 'early@acme.example' })
  window.early.then(() => (window.took = performance.now() - since))
</script>`

beforeAll(async () => {
  shop = await openShop()
  const cookies = createRequire(import.meta.url).resolve('js-cookie')
  const source = readFileSync(cookies.replace(/js\.cookie\.js$/, 'js.cookie.mjs'), 'utf8')
  shop.site.page('/js-cookie.mjs', () => new Response(source, { headers: { 'content-type': 'text/javascript' } }))
})

afterAll(() => shop?.close())

/** Every way to bring the script onto a page. `src` may be one that is blocked. */
function forms(src: string): Record<string, string> {
  const host = shop.site.origin()
  const attributes = `data-publishable-key="${KEY}" data-api-host="${host}"`
  const query = `?publishable-key=${KEY}&api-host=${encodeURIComponent(host)}`
  const inject = (lines: string) =>
    `<script>{const s = document.createElement('script'); ${lines}; document.head.append(s)}</script>`
  return {
    'a plain tag': `<script src="${src}" ${attributes}></script>`,
    async: `<script async src="${src}" ${attributes}></script>`,
    defer: `<script defer src="${src}" ${attributes}></script>`,
    'type=module': `<script type="module" src="${src}" ${attributes}></script>`,
    'a tag manager that keeps attributes': inject(
      `s.async = true; s.src = '${src}'; s.dataset.publishableKey = '${KEY}'; s.dataset.apiHost = '${host}'`,
    ),
    'a tag manager that strips attributes': inject(`s.async = true; s.src = '${src}${query}'`),
    'text that is evaluated': `<script type="text/plain" ${attributes}></script><script>fetch('${src}').then((r) => r.ok ? r.text() : '').then(eval, () => {})</script>`,
  }
}

const npm = (lines: string) => `<script type="importmap">{"imports":{"js-cookie":"/js-cookie.mjs"}}</script>
  <script type="module">import * as affiliate from '/esm/index.js'; Object.assign(window, { npm: affiliate }); ${lines}</script>`

describe('installed in any way', () => {
  it('does what was called before, and works with and without the stub', () =>
    shop.visit(async (tab) => {
      for (const [name, form] of Object.entries(forms('/affiliate.js'))) {
        shop.page('/stub', STUB + EARLY_CALLS + form)
        shop.page('/bare', form)
        const click = await shop.click()
        await tab.goto(`${shop.site.origin()}/stub?irw_id=${click}`)
        expect(await tab.evaluate(() => window.early), name).toMatchObject({ status: 'recorded' })
        expect(await tab.evaluate(() => [window.ready, window.held.getClickId()]), name).toEqual([1, click])
        const later = await tab.evaluate(() => window.held.track({ email: 'held@acme.example' }))
        expect(later, name).toMatchObject({ status: 'duplicate' })
        await tab.waitFor(isClean)
        expect(await tab.evaluate(readSeen), name).toEqual([])
        await tab.goto(`${shop.site.origin()}/bare`)
        await tab.waitFor(() => window.introw?.affiliate?.version)
        const bare = await tab.evaluate(() => window.introw?.affiliate?.track({ email: 'bare@acme.example' }))
        expect(bare, name).toMatchObject({ status: 'duplicate' })
        expect(await tab.evaluate(readSeen), name).toEqual([])
      }
    }))

  it('settles early calls within 3 seconds where its URL is blocked', () =>
    shop.visit(async (tab) => {
      const blocked = Object.entries(forms('http://127.0.0.1:9/affiliate.js'))
      // Each waits for 3 seconds: in frames they do so together.
      const frames = blocked.map(([name, form], index) => {
        shop.page(`/blocked-${index}`, STUB + EARLY_CALLS + form)
        return `<iframe title="${name}" src="/blocked-${index}?irw_id=aff_blocked"></iframe>`
      })
      shop.page('/blocked', '', frames.join(''))
      await tab.goto(`${shop.site.origin()}/blocked`)
      await tab.waitFor(() =>
        [...document.querySelectorAll('iframe')].every(
          ({ contentWindow }) => contentWindow && 'early' in contentWindow,
        ),
      )
      const outcomes = await tab.evaluate(() =>
        Promise.all(
          [...document.querySelectorAll('iframe')].map(async ({ title, contentWindow }) => {
            const page = contentWindow as Window
            const { held, __seen: seen } = page
            const result = await page.early
            const { took } = page
            return { title, result, took, click: held.getClickId(), seen: [...seen.rejections, ...seen.console] }
          }),
        ),
      )
      expect(outcomes.map(({ title }) => title)).toEqual(blocked.map(([name]) => name))
      for (const { title, result, took, click, seen } of outcomes) {
        const queued = { status: 'queued', reason: 'no-script', conversionId: null, formSubmissionId: null }
        expect({ title, result, click, seen }).toEqual({ title, result: queued, click: null, seen: [] })
        expect(took, title).toBeLessThan(3500)
      }
    }))
})

describe('one page', () => {
  const counted = `<script>window.posts = 0; const send = window.fetch; window.fetch = (...all) => { window.posts += 1; return send(...all) }</script>`

  it('has one instance, whatever it is installed by twice', () =>
    shop.visit(async (tab) => {
      const init = `affiliate.init({ publishableKey: '${KEY}', apiHost: '${shop.site.origin()}' })`
      const keyless = `<script src="/affiliate.js" data-api-host="${shop.site.origin()}"></script>`
      const installs = {
        'two tags': shop.tag() + shop.tag(),
        'a tag and npm': shop.tag() + npm(init),
        'npm and a tag': npm(init) + shop.tag(),
        'a tag without a key, and init() with it': keyless + npm(`affiliate.init({ publishableKey: '${KEY}' })`),
      }
      for (const [what, install] of Object.entries(installs)) {
        shop.page('/one', STUB + counted + EARLY_CALLS + install)
        const click = await shop.click()
        await tab.goto(`${shop.site.origin()}/one?irw_id=${click}`)
        const result = await tab.evaluate(() => window.early)
        expect(['recorded', 'queued'], what).toContain(result.status)
        await poll(`the conversion by ${what}`, async () => shop.sandbox.store.conversion(click))
        expect(shop.sandbox.store.conversion(click), what).toMatchObject({ email: 'early@acme.example' })
        await tab.waitFor(isClean)
        expect(await tab.evaluate(() => (window as unknown as { posts: number }).posts), what).toBe(1)
        expect(await tab.evaluate(() => window.ready), what).toBe(1)
        const isOne = await tab.evaluate(() => {
          const { npm } = window as unknown as { npm?: { init(): unknown } }
          return !npm || npm.init() === window.introw?.affiliate
        })
        expect(isOne, what).toBe(true)
        expect(await tab.evaluate(readSeen), what).toEqual([])
      }
    }))

  it('keeps what else is in introw and in a foreign introw.affiliate', () =>
    shop.visit(async (tab) => {
      shop.page(
        '/foreign',
        `<script>window.introw = { chat: 1, affiliate: { legacy: 2, getClickId: () => 'old' } }</script>${shop.tag()}`,
      )
      await tab.goto(`${shop.site.origin()}/foreign?irw_id=aff_new`)
      await tab.waitFor(() => window.introw?.affiliate?.version)
      const read = () => {
        const { introw } = window as unknown as {
          introw: { chat: number; affiliate: { legacy: number; getClickId(): string } }
        }
        return [introw.chat, introw.affiliate.legacy, introw.affiliate.getClickId()]
      }
      expect(await tab.evaluate(read)).toEqual([1, 2, 'aff_new'])
    }))

  it('leaves irw_id in the address with keep-url', () =>
    shop.visit(async (tab) => {
      shop.page('/kept', shop.tag('data-keep-url="on"'))
      await tab.goto(`${shop.site.origin()}/kept?irw_id=aff_kept`)
      await tab.waitFor(() => document.readyState === 'complete' && window.introw?.affiliate?.getClickId())
      await tab.evaluate(
        () =>
          new Promise((resolve) =>
            'requestIdleCallback' in window ? requestIdleCallback(resolve) : setTimeout(resolve, 500),
          ),
      )
      expect(await tab.url()).toContain('irw_id=aff_kept')
    }))
})
