import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Tab } from '../support/engine.ts'
import { isClean, openShop, readSeen, STUB, type Shop } from '../support/shop.ts'

const LINK = '<a id="on" href="/next">On</a>'

/** Loads the script with the first click, as optimisers do. */
const OPTIMISER = `<script>
  addEventListener('click', () => {
    const script = document.createElement('script')
    script.src = '/affiliate.js'
    document.head.append(script)
  }, { once: true, capture: true })
</script>`

let shop: Shop
let letGo: () => void

beforeAll(async () => {
  shop = await openShop()
  const hanging = new Promise<void>((resolve) => (letGo = resolve))
  shop.site.page('/slow.js', () => hanging.then(() => new Response(null, { status: 204 })))
  shop.site.page('/slow.png', () => hanging.then(() => new Response(null, { status: 204 })))
  shop.page('/')
  shop.page('/next', undefined, '<h1 id="next">Next</h1>')
  shop.page('/moved', `<script>location.replace('/next')</script>${STUB}${shop.tag()}`)
  shop.page('/slow', STUB + shop.tag().replace('/affiliate.js', '/slow.js'), LINK)
  shop.page('/optimised', OPTIMISER, LINK)
  shop.page('/quick', undefined, `${LINK}<img src="/slow.png">`)
})

afterAll(() => {
  letGo?.()
  return shop?.close()
})

describe('a landing whose script has not run', () => {
  it.each([
    ['goes elsewhere from its head', '/moved'],
    ['is left by a link while the script is on its way', '/slow'],
    ['is left by the click that loads the script', '/optimised'],
  ])('%s, and has its click on the page after it', (_, path) =>
    shop.visit(async (tab) => {
      await leave(tab, path, 'aff_left')
      await tab.waitFor(holds, 'aff_left')
      expect(await tab.evaluate(readSeen)).toEqual([])
    }),
  )

  it('has it in the place of an older one, and once: Back, a reload and its link again do not replace a newer one', () =>
    shop.visit(async (tab) => {
      await land(tab, '/', 'aff_older')
      await tab.waitFor(isClean)
      await leave(tab, '/slow', 'aff_left')
      await tab.waitFor(holds, 'aff_left')
      expect(await tab.evaluate(() => document.cookie)).toBe('_introw_aff=aff_left')
      await land(tab, '/', 'aff_newer')
      await tab.waitFor(isClean)
      await tab.back()
      await expectClick(tab, 'aff_newer')
      await tab.reload()
      await expectClick(tab, 'aff_newer')
      await leave(tab, '/slow', 'aff_left')
      await expectClick(tab, 'aff_newer')
    }))

  it('does not overrule a no of the page after it, when that is loaded again', () =>
    shop.visit(async (tab) => {
      await leave(tab, '/slow', 'aff_left')
      await tab.waitFor(holds, 'aff_left')
      await tab.evaluate(() => window.introw?.affiliate?.consent(false))
      await tab.reload()
      await expectClick(tab, null)
      expect(await tab.evaluate(() => [document.cookie, localStorage.length])).toEqual(['', 0])
    }))
})

describe('a landing that has taken its click, and is left before its address is clean', () => {
  it('has nothing taken twice by the page after it', () =>
    shop.visit(async (tab) => {
      await land(tab, '/quick', 'aff_taken')
      await tab.waitFor(holds, 'aff_taken')
      const record = await tab.evaluate(readRecord)
      await follow(tab)
      await expectClick(tab, 'aff_taken')
      expect(await tab.evaluate(() => document.referrer)).toContain('irw_id=aff_taken')
      expect(await tab.evaluate(readRecord)).toBe(record)
      expect(await tab.evaluate(() => document.cookie)).toBe('_introw_aff=aff_taken')
    }))
})

function land(tab: Tab, path: string, id: string): Promise<void> {
  return tab.goto(`${shop.site.origin()}${path}?irw_id=${id}`)
}

/** Lands, and goes on to the next page: by the link, where the landing does not do so itself. */
async function leave(tab: Tab, path: string, id: string): Promise<void> {
  await land(tab, path, id)
  if (path !== '/moved') await follow(tab)
  await tab.waitFor(() => document.querySelector('#next') !== null)
}

async function follow(tab: Tab): Promise<void> {
  await tab.click('#on')
  await tab.waitFor(() => document.querySelector('#next') !== null)
}

/** The page has done all that it does by itself, and this is its click. */
async function expectClick(tab: Tab, id: string | null): Promise<void> {
  await tab.waitFor(() => window.introw?.affiliate?.version)
  expect(await tab.evaluate(() => window.introw?.affiliate?.getClickId())).toBe(id)
}

function holds(id: string): boolean {
  return document.cookie.includes(id)
}

function readRecord(): string | null {
  return localStorage.getItem('_introw_aff')
}
