import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRecorder } from '../support/recorder.ts'
import { isClean, KEY, openShop, readSeen, type Shop } from '../support/shop.ts'

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
})

afterAll(() => shop?.close())

const track = () =>
  window.introw?.affiliate
    ?.track({ email: 'ada@acme.example' })
    .then((result) => ('reason' in result ? `${result.status} ${result.reason}` : result.status))

/** As large as the window: what the visitor sees. */
const FULL = 'style="position: fixed; inset: 0; width: 100%; height: 100%; border: 0"'

const readId = () => window.introw?.affiliate?.getClickId() ?? null

const thrower = (target: string, name: string) =>
  `Object.defineProperty(${target}, '${name}', { configurable: true, get() { throw new DOMException('no', 'SecurityError') } })`

/** What stands in the place of `window.introw`, and whether we can be published there. */
const TAKEN = [
  [`window.introw = 'mine'`, true],
  [`window.introw = Object.freeze({ chat: 1 })`, true],
  [`Object.defineProperty(window, 'introw', { value: Object.freeze({ chat: 1 }) })`, false],
  [thrower('window', 'introw'), false],
] as const

describe('a hostile page', () => {
  it('in a sandboxed frame has a click for itself', () =>
    shop.visit(async (tab) => {
      const click = await shop.click()
      shop.page('/outer', '', `<iframe sandbox="allow-scripts" ${FULL}></iframe>`)
      shop.page(
        '/inner',
        `${shop.tag()}<script>addEventListener('load', async () => {
          const { affiliate } = introw
          const result = await affiliate.track({ email: 'ada@acme.example' })
          parent.postMessage({ id: affiliate.getClickId(), status: result.status, seen: [...__seen.errors, ...__seen.rejections, ...__seen.console] }, '*')
        })</script>`.replace('async src', 'src'),
      )
      await tab.goto(`${shop.site.origin()}/outer`)
      const told = await tab.evaluate(
        (url: string) =>
          new Promise((resolve) => {
            addEventListener('message', ({ data }) => resolve(data))
            const frame = document.querySelector('iframe')
            if (frame) frame.src = url
          }),
        `/inner?irw_id=${click}`,
      )
      expect(told).toMatchObject({ id: click, seen: [] })
      await expect.poll(() => shop.sandbox.store.conversion(click), { timeout: 15_000 }).toBeDefined()
    }))

  it('with polluted prototypes is served all the same', () =>
    shop.visit(async (tab) => {
      // Drivers do not stand the pollution: the page itself looks, and cleans up for them.
      const pollution = `<script>
        Object.assign(Object.prototype, { each() {}, domain: 'evil.test', consent: 'required', q: [] })
        Array.prototype.last = function () {}
        addEventListener('load', async () => {
          const id = introw.affiliate.getClickId()
          const { status } = await introw.affiliate.track({ email: 'ada@acme.example', properties: { plan: 'pro' } })
          for (const name of ['each', 'domain', 'consent', 'q']) delete Object.prototype[name]
          delete Array.prototype.last
          window.told = { id, status }
        })
      </script>`
      shop.page('/polluted', pollution + shop.tag().replace('async', ''))
      const click = await shop.click()
      await tab.goto(`${shop.site.origin()}/polluted?irw_id=${click}`)
      expect(await tab.waitFor(() => (window as { told?: unknown }).told)).toEqual({ id: click, status: 'recorded' })
      expect(JSON.parse(shop.sandbox.store.requests.at(-1)?.body ?? '')).toEqual({
        clickId: click,
        email: 'ada@acme.example',
        properties: { plan: 'pro' },
      })
      expect(await tab.evaluate(readSeen)).toEqual([])
    }))

  it('whose load event never comes is served after 3 seconds, and its address is left alone', () =>
    shop.visit(async (tab) => {
      let letGo = () => {}
      shop.site.page(
        '/never.png',
        () => new Promise((resolve) => (letGo = () => resolve(new Response(null, { status: 204 })))),
      )
      shop.page(
        '/never',
        `<script>history.replaceState(null, '', '/never')</script>${shop.tag()}<img src="/never.png">`,
      )
      await tab.goto(`${shop.site.origin()}/never?irw_id=aff_never`)
      await tab.waitFor(() => document.cookie.includes('aff_never'))
      expect(await tab.evaluate(() => document.readyState)).not.toBe('complete')
      expect(await tab.evaluate(readSeen)).toEqual([])
      letGo()
    }))

  it('with a strict policy and Trusted Types has no violation of ours', () =>
    shop.visit(async (tab) => {
      const policy = `default-src 'none'; script-src 'nonce-n' 'strict-dynamic'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'`
      const html = `<!doctype html><title>strict</title>${createRecorder('n')}${shop.tag('nonce="n"')}`
      shop.site.page(
        '/strict',
        () => new Response(html, { headers: { 'content-type': 'text/html', 'content-security-policy': policy } }),
      )
      const click = await shop.click()
      await tab.goto(`${shop.site.origin()}/strict?irw_id=${click}`)
      await tab.waitFor(isClean)
      expect(await tab.evaluate(track)).toBe('recorded')
      const isOurs = (text: string) => /affiliate|conversions/.test(text)
      expect((await tab.evaluate(readSeen)).filter((text) => isOurs(String(text)))).toEqual([])
    }))

  it('whose window.introw is somebody else’s sees nothing thrown', () =>
    shop.visit(async (tab) => {
      for (const [index, [script, isPublished]] of TAKEN.entries()) {
        shop.page('/taken', `<script>${script}</script>${shop.tag()}`)
        await tab.goto(`${shop.site.origin()}/taken?irw_id=aff_taken${index}`)
        await tab.waitFor((id) => document.cookie.includes(id), `aff_taken${index}`)
        if (isPublished) expect(await tab.evaluate(readId), script).toBe(`aff_taken${index}`)
        expect(await tab.evaluate(readSeen), script).toEqual([])
      }
    }))

  it('without a key keeps its conversion for the page that has one', () =>
    shop.visit(async (tab) => {
      shop.page('/keyless', `<script async src="/affiliate.js" data-api-host="${shop.site.origin()}"></script>`)
      shop.page('/mended')
      const click = await shop.click()
      await tab.goto(`${shop.site.origin()}/keyless?irw_id=${click}`)
      await tab.waitFor(() => window.introw?.affiliate?.version)
      expect(await tab.evaluate(track)).toBe('queued no-key')
      await tab.goto(`${shop.site.origin()}/mended?publishable-key=${KEY}`)
      await expect.poll(() => shop.sandbox.store.conversion(click), { timeout: 15_000 }).toBeDefined()
    }))
})
