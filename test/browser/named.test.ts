import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { poll } from '../support/poll.ts'
import { recorder } from '../support/recorder.ts'
import { openShop, readSeen, type Shop, STUB } from '../support/shop.ts'
import { daysOf } from '../support/unit/cookie.ts'

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

const IMAGES = OF_DOCUMENT.map((name) => `<img name="${name}" alt="">`)

/** What the best-known sanitizer lets through, and every element that can be named. */
const MARKUP: readonly (readonly [what: string, markups: readonly string[]])[] = [
  ['an image that is named like a member of `document`', IMAGES],
  ['images named like all of them', [IMAGES.join('')]],
  ['a link with an id like a member of `window`', OF_WINDOW.map((name) => `<a id="${name}"></a>`)],
  [
    'a form, links, an object or a frame that are named like ours',
    [
      '<form id=introw name=affiliate><input name=_introw_aff></form><form id=introw></form>',
      '<form id=introw><input name=affiliate><input name=queue></form>',
      '<a id=introw></a><a id=introw name=affiliate></a>',
      '<object name=cookie></object><object name=cookie></object>',
      '<iframe name=cookie></iframe>',
      '<form name=currentScript><input name=src><input name=getAttribute></form>',
    ],
  ],
]

const page = (markup: string, attributes = '') =>
  `<!doctype html><head><title>Named</title>${recorder}</head><body>${markup}${STUB}${shop.tag(attributes)}</body>`

/** Past whatever is named so. */
const readCookie = (): string =>
  Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')?.get?.call(document) as string

/** So many pages of a test as a slow machine shows within its time. */
const PAGES = 5

const PARTS = MARKUP.flatMap(([what, markups]) =>
  Array.from({ length: Math.ceil(markups.length / PAGES) }, (_, index) => {
    return [what, index + 1, markups.slice(index * PAGES, (index + 1) * PAGES)] as const
  }),
)

describe('on a page with', () => {
  it.each(PARTS)(
    '%s, part %i: nothing is thrown, the click is kept, and the conversion sent',
    (_what, _part, markups) =>
      shop.visit(async (tab) => {
        for (const markup of markups) {
          shop.site.page('/named', page(markup))
          const click = await shop.click()
          await tab.goto(`${shop.site.origin()}/named?irw_id=${click}`)
          await tab.waitFor(() => window.introw?.affiliate?.version)
          expect(await tab.evaluate(() => window.introw?.affiliate?.getClickId()), markup).toBe(click)
          expect(await tab.evaluate(readCookie), markup).toBe(`_introw_aff=${click}`)
          await tab.evaluate(() => void window.introw?.affiliate?.track({ email: 'ada@acme.example' }))
          await poll(`the conversion beside ${markup}`, async () => shop.sandbox.store.conversion(click))
          expect(await tab.evaluate(readSeen), markup).toEqual([])
        }
      }),
  )
})

/** Notes what is written past the image, whose name hides the page's own way. */
const NOTING = `<script>
  window.__writes = []
  const { get, set } = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')
  Object.defineProperty(Document.prototype, 'cookie', {
    configurable: true,
    get,
    set(text) {
      window.__writes.push(text)
      set.call(this, text)
    },
  })
</script>`

it('an image that is named as the cookie leaves it the days that remain', () =>
  shop.visit(async (tab) => {
    shop.site.page('/days', page(NOTING + '<img name="cookie" alt="">'))
    const handedAt = Date.now() - 1e3
    await tab.goto(`${shop.site.origin()}/days?irw_h=${handedAt}.${handedAt - 10 * 864e5 - 1}.aff_days`)
    await tab.waitFor(() => window.introw?.affiliate?.getClickId())
    const writes = await tab.evaluate(() => window.__writes)
    expect(writes.map((write) => Math.round(daysOf(write) ?? 0))).toEqual([80])
  }))

describe('an image with settings in its address', () => {
  const EVIL = 'x?api-host=https://evil.example&publishable-key=pk_evil&consent=granted&hubspot=on'
  const IMAGE = `<img name=currentScript src="${EVIL}">`

  it.each([
    ['named as the script, as often as it is there', [IMAGE, IMAGE + IMAGE]],
    ['that looks like our tag', [IMAGE.replace('src="', 'data-publishable-key=pk_evil src="/affiliate.')]],
  ])('%s changes neither key, host nor consent', (_what, markups) =>
    shop.visit(async (tab) => {
      for (const [index, markup] of markups.entries()) {
        shop.site.page('/settings', page(markup, 'data-consent="required"'))
        const click = await shop.click()
        // A site for each: on one the first yes would be remembered.
        await tab.goto(`${shop.site.origin(`www.shop-${index}.localhost`)}/settings?irw_id=${click}`)
        await tab.waitFor(() => window.introw?.affiliate?.version)
        expect(await tab.evaluate(() => window.introw?.affiliate?.getClickId())).toBeNull()
        expect(await tab.evaluate(readCookie)).toBe('')
        await tab.evaluate(() => {
          window.introw?.affiliate?.consent(true)
          void window.introw?.affiliate?.track({ email: 'ada@acme.example' })
        })
        await poll('the conversion', async () => shop.sandbox.store.conversion(click))
        expect(shop.sandbox.store.requests.filter(({ clickId }) => clickId === click)).toMatchObject([
          { outcome: 'recorded', key: 'pk_aff_org_demo' },
        ])
      }
    }),
  )
})
