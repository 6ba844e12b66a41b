import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recorder } from '../support/recorder.ts'
import { openShop, readSeen, type Shop, STUB } from '../support/shop.ts'

let shop: Shop

beforeAll(async () => {
  shop = await openShop()
})

afterAll(() => shop?.close())

/** Every name that the code asks of `document`, and some that it might. */
const OF_DOCUMENT = [
  ...[
    'currentScript',
    'cookie',
    'readyState',
    'referrer',
    'prerendering',
    'visibilityState',
    'location',
    'defaultView',
  ],
  ...['addEventListener', 'querySelectorAll', 'querySelector', 'createElement', 'getElementsByName', 'documentElement'],
]

/** The same of `window`, where only what is not there can be an element. */
const OF_WINDOW = [
  ...['introw', 'affiliate', 'HubSpotFormsV4', 'navigation', 'requestIdleCallback', 'performance', 'localStorage'],
  ...['sessionStorage', 'navigator', 'history', 'fetch', 'origin', 'top', 'parent', '_introw_aff'],
]

/** What the best-known sanitizer lets through, and every element that can be named. */
const MARKUP: readonly (readonly [what: string, markup: string])[] = [
  ...OF_DOCUMENT.map((name) => [`an image named ${name}`, `<img name="${name}" alt="">`] as const),
  ...OF_WINDOW.map((name) => [`a link with the id ${name}`, `<a id="${name}"></a>`] as const),
  [
    'a form with a field for an instance',
    '<form id=introw name=affiliate><input name=_introw_aff></form><form id=introw></form>',
  ],
  ['a form with fields for its methods', '<form id=introw><input name=affiliate><input name=queue></form>'],
  ['two links for one name', '<a id=introw></a><a id=introw name=affiliate></a>'],
  ['an object for the cookie', '<object name=cookie></object><object name=cookie></object>'],
  ['a frame for the cookie', '<iframe name=cookie></iframe>'],
  ['a form for the script', '<form name=currentScript><input name=src><input name=getAttribute></form>'],
  ['all at once', OF_DOCUMENT.map((name) => `<img name="${name}" alt="">`).join('')],
]

const page = (markup: string, attributes = '') =>
  `<!doctype html><head><title>Named</title>${recorder}</head><body>${markup}${STUB}${shop.tag(attributes)}</body>`

/** Past whatever is named so. */
const readCookie = (): string =>
  Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')?.get?.call(document) as string

describe('on a page with', () => {
  it.each(MARKUP)('%s: nothing is thrown, the click is kept, and the conversion sent', (_what, markup) =>
    shop.visit(async (tab) => {
      shop.site.page('/named', page(markup))
      shop.site.page('/thanks', page(''))
      const click = await shop.click()
      const before = shop.sandbox.store.conversions.length
      await tab.goto(`${shop.site.origin()}/named?irw_id=${click}`)
      await tab.waitFor(() => window.introw?.affiliate?.version)
      expect(await tab.evaluate(() => window.introw?.affiliate?.getClickId())).toBe(click)
      expect(await tab.evaluate(readCookie)).toBe(`_introw_aff=${click}`)
      expect(await tab.evaluate(readSeen)).toEqual([])
      await tab.goto(`${shop.site.origin()}/thanks`)
      await tab.waitFor(() => window.introw?.affiliate?.version)
      await tab.evaluate(() => void window.introw?.affiliate?.track({ email: 'ada@acme.example' }))
      await expect.poll(() => shop.sandbox.store.conversions.length, { timeout: 15_000 }).toBe(before + 1)
    }),
  )
})

describe('an image with settings in its address', () => {
  const EVIL = 'x?api-host=https://evil.example&publishable-key=pk_evil&consent=granted&hubspot=on'

  it.each([
    ['named as the script', `<img name=currentScript src="${EVIL}">`],
    ['twice', `<img name=currentScript src="${EVIL}"><img name=currentScript src="${EVIL}">`],
    ['that looks like our tag', `<img name=currentScript data-publishable-key=pk_evil src="/affiliate.${EVIL}">`],
  ])('%s changes neither key, host nor consent', (_what, markup) =>
    shop.visit(async (tab) => {
      shop.site.page('/settings', page(markup, 'data-consent="required"'))
      const click = await shop.click()
      await tab.goto(`${shop.site.origin()}/settings?irw_id=${click}`)
      await tab.waitFor(() => window.introw?.affiliate?.version)
      expect(await tab.evaluate(() => window.introw?.affiliate?.getClickId())).toBeNull()
      expect(await tab.evaluate(readCookie)).toBe('')
      const before = shop.sandbox.store.requests.length
      await tab.evaluate(() => {
        window.introw?.affiliate?.consent(true)
        void window.introw?.affiliate?.track({ email: 'ada@acme.example' })
      })
      await expect.poll(() => shop.sandbox.store.requests.length, { timeout: 15_000 }).toBe(before + 1)
      expect(shop.sandbox.store.requests.at(-1)).toMatchObject({
        outcome: 'recorded',
        key: 'pk_aff_org_demo',
        clickId: click,
      })
    }),
  )
})
