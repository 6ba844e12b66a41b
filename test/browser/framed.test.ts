import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Tab } from '../support/engine.ts'
import { openShop, type Shop } from '../support/shop.ts'

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
  shop.page('/')
  // In place of a page that a stranger may write on.
  shop.page('/plain', '')
})

afterAll(() => shop?.close())

const WWW = 'www.shop.localhost'
const APP = 'app.shop.localhost'
const OTHER = 'masked.localhost'

/** Puts a frame with a partner's address on a page, and tells what it takes for its click, once it has looked. */
async function frame(tab: Tab, top: string, inner: string, attributes: string, id = 'mine'): Promise<string | null> {
  const address = `${shop.site.origin(inner)}/?irw_id=${id}`
  shop.site.page(
    '/around',
    `<!doctype html><style>html, body { margin: 0 }</style><script>
      addEventListener('message', ({ data }) => (told = data))
    </script><iframe src="${address}" ${attributes}></iframe>`,
  )
  await tab.goto(`${shop.site.origin(top)}/around`)
  await tab.waitFor(() => 'told' in window)
  const { click } = (await tab.evaluate(() => (window as unknown as { told: { click: string | null } }).told)) ?? {}
  return click
}

const tellClick = `<script>
  introw.affiliate.ready(({ getClickId }) => {
    if (window.parent !== window) setTimeout(() => parent.postMessage({ click: getClickId() }, '*'))
  })
</script>`

const readClick = () => window.introw?.affiliate?.getClickId() ?? null

/** A visitor who has come through a partner's link. */
async function arrive(tab: Tab): Promise<string> {
  shop.page('/', undefined, tellClick)
  const click = await shop.click()
  await tab.goto(`${shop.site.origin(WWW)}/?irw_id=${click}`)
  await tab.waitFor(() => window.introw?.affiliate?.version)
  expect(await tab.evaluate(readClick)).toBe(click)
  return click
}

const FULL = 'style="border: 0; width: 100vw; height: 100vh; display: block"'

describe('a frame in a page of the same site', () => {
  const FRAMES = [
    ['hidden', WWW, 'hidden'],
    ['without a size', WWW, 'width=0 height=0'],
    ['of one pixel', WWW, 'width=1 height=1 style="border: 0"'],
    ['of the usual size', WWW, ''],
    ['as wide as the window', WWW, 'style="border: 0; width: 100vw; height: 150px"'],
    ['as large as the window, and invisible', WWW, FULL.replace('border', 'visibility: hidden; border')],
    ['on another host of it, hidden', APP, 'hidden'],
    ['on another host of it, of the usual size', APP, ''],
  ] as const

  it('that the visitor does not see, or that is a part of the page, is no landing', () =>
    shop.visit(async (tab) => {
      const click = await arrive(tab)
      for (const [what, top, attributes] of FRAMES) expect(await frame(tab, top, WWW, attributes), what).toBe(click)
      await tab.goto(`${shop.site.origin(WWW)}/`)
      await tab.waitFor(() => window.introw?.affiliate?.version)
      expect(await tab.evaluate(readClick)).toBe(click)
    }))

  it('that fills the window is what the visitor sees, and a landing', () =>
    shop.visit(async (tab) => {
      await arrive(tab)
      expect(await frame(tab, WWW, WWW, FULL)).toBe('mine')
    }))
})

describe('a frame in a page of another site', () => {
  it('is as good as a page, of any size: some show a whole shop under a domain of their own', () =>
    shop.visit(async (tab) => {
      shop.page('/', undefined, tellClick)
      for (const [id, attributes] of [
        ['filling', FULL],
        ['small', ''],
      ] as const)
        expect(await frame(tab, OTHER, WWW, attributes, id)).toBe(id)
    }))
})
