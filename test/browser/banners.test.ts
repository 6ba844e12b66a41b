import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Banner, BANNERS, serveBanners } from '../support/banners.ts'
import { engineName, type Tab } from '../support/engine.ts'
import { poll } from '../support/poll.ts'
import { isPressable, press } from '../support/press.ts'
import { KEY, openShop, type Shop, STUB } from '../support/shop.ts'

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
  await serveBanners(shop.site)
})
afterAll(() => shop?.close())

/** The other engines have each banner's yes and no, after us and before. */
const isWhole = engineName() === 'chromium'

const WAITING = { cookies: 0, storage: 0, requests: 0 }

describe.each(Object.entries(BANNERS))('behind the real %s', (name, banner) => {
  const tag = () => createTag(name)

  /** The platform before us, and after us: one page each. */
  const setPages = (needless = false) => {
    const parts = [COUNTER + STUB, banner.head(needless), tag()]
    shop.page('/', parts.join(''), banner.body)
    shop.page('/two', [parts[0], tag(), banner.head(needless)].join(''), banner.body)
  }

  const land = async (tab: Tab, path = '/') => {
    const click = await shop.click()
    await tab.goto(`${shop.site.origin()}${path}?irw_id=${click}`)
    await ready(tab)
    return click
  }

  it.each(['/', '/two'])('waits for a yes, and keeps the click then, at %s', async (path) => {
    setPages()
    await shop.visit(async (tab) => {
      const click = await land(tab, path)
      await tab.evaluate(() => void window.introw?.affiliate?.track({ email: 'ada@acme.example' }))
      await asked(tab, banner)
      expect(await count(tab, click)).toEqual(WAITING)
      await press(tab, banner.yes)
      await tab.waitFor((id) => window.introw?.affiliate?.getClickId() === id, click)
      await poll('the conversion', async () => shop.sandbox.store.conversion(click) !== undefined)
      expect(await tab.evaluate(() => document.cookie)).toContain(`_introw_aff=${click}`)
    })
  })

  it('keeps nothing after a no, also on the next page, nor of a yes that is taken back', async () => {
    setPages()
    await shop.visit(async (tab) => {
      const click = await land(tab)
      await asked(tab, banner)
      await press(tab, banner.no)
      await tab.waitFor(isDenied)
      expect(await kept(tab)).toEqual([])
      await tab.goto(`${shop.site.origin()}/two`)
      await ready(tab)
      await tab.waitFor(isDenied)
      await press(tab, banner.again)
      await press(tab, banner.yes)
      const later = await land(tab, '/two')
      await tab.waitFor((id) => document.cookie.includes(id), later)
      await press(tab, banner.again)
      await press(tab, banner.no)
      await tab.waitFor(isDenied)
      expect(await kept(tab)).toEqual([])
      expect((await count(tab, click)).requests + (await count(tab, later)).requests).toBe(0)
    })
  })

  if (isWhole) {
    it('keeps the click of the first page where the yes comes on the second', async () => {
      setPages()
      await shop.visit(async (tab) => {
        const click = await land(tab)
        await asked(tab, banner)
        await tab.evaluate(() => void (location.href = '/two'))
        await tab.waitFor(() => location.pathname === '/two' && document.readyState === 'complete')
        await asked(tab, banner)
        expect(await count(tab, click)).toEqual(WAITING)
        await press(tab, banner.yes)
        await tab.waitFor((id) => window.introw?.affiliate?.getClickId() === id, click)
      })
    })

    it('takes an answer of an earlier visit at once, also in another tab', async () => {
      setPages()
      await shop.visit(async (tab, visitor) => {
        await land(tab)
        await asked(tab, banner)
        await press(tab, banner.yes)
        await tab.waitFor(() => window.introw?.affiliate?.getClickId())
        const other = await visitor.tab()
        const click = await land(other, '/two')
        await other.waitFor((id) => document.cookie.includes(id), click)
      })
    })

    it('needs no answer where the platform says so', async () => {
      setPages(true)
      await shop.visit(async (tab) => {
        const click = await land(tab)
        await tab.waitFor((id) => document.cookie.includes(id), click)
      })
    })

    it('stays undecided where the banner is blocked, whatever cookie is there', async () => {
      shop.page('/blocked', COUNTER + STUB + tag(), banner.body)
      await shop.visit(async (tab) => {
        await tab.goto(`${shop.site.origin()}/blocked`)
        await tab.evaluate(() => void (document.cookie = '_introw_aff=earlier; Path=/'))
        const click = await land(tab, '/blocked')
        const result = await tab.evaluate(() => window.introw?.affiliate?.track())
        expect(result).toMatchObject({ status: 'queued', reason: 'undecided' })
        expect(await count(tab, click)).toEqual(WAITING)
      })
    })
  }
})

describe.each(Object.entries(BANNERS).filter(([, { release }]) => release && isWhole))(
  'released by the real %s',
  (name, banner) => {
    it('our script finds the yes that has released it', async () => {
      const src = name === 'klaro' ? 'data-src' : 'src'
      const held = createTag(name, banner.release).replace(' async src=', ` ${src}=`)
      shop.page('/held', COUNTER + STUB + banner.head(false), banner.body + held)
      await shop.visit(async (tab) => {
        const click = await shop.click()
        await tab.goto(`${shop.site.origin()}/held?irw_id=${click}`)
        await asked(tab, banner)
        expect(await tab.evaluate(() => window.introw?.affiliate?.version)).toBeUndefined()
        await press(tab, banner.yes)
        await tab.waitFor((id) => document.cookie.includes(id), click)
      })
    })
  },
)

const createTag = (name: string, more = '') =>
  `<script async src="/affiliate.full.js" data-publishable-key="${KEY}" data-api-host="${shop.site.origin()}" data-consent="${name}" ${more}></script>`

/** Counts what is stored of ours: a banner keeps its own. */
const COUNTER = `<script>(${countStorage.toString()})()</script>`

function countStorage(): void {
  const { setItem } = Storage.prototype
  const written: string[] = []
  Object.assign(window, { __stored: written })
  Storage.prototype.setItem = function (key, value) {
    if (key.includes('introw')) written.push(key)
    setItem.call(this, key, value)
  }
}

async function count(tab: Tab, click: string) {
  const requests = shop.sandbox.store.requests.filter(({ clickId }) => clickId === click).length
  return tab.evaluate(
    (sent) => ({
      cookies: window.__writes.filter((text) => text.startsWith('_introw') && !text.includes('earlier')).length,
      storage: (window as unknown as { __stored: string[] }).__stored.length,
      requests: sent,
    }),
    requests,
  )
}

const ready = (tab: Tab) =>
  tab.waitFor(() => document.readyState === 'complete' && window.introw?.affiliate?.version !== undefined)

/** The banner is there. */
const asked = (tab: Tab, { yes }: Banner) => tab.waitFor(isPressable, yes)

async function isDenied(): Promise<boolean> {
  const result = await window.introw?.affiliate?.track()
  return result?.status === 'ignored' && result.reason === 'no-consent'
}

const kept = (tab: Tab) =>
  tab.evaluate(() =>
    [document.cookie, ...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((text) =>
      text.includes('introw_aff'),
    ),
  )
