import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Tab, Visitor, Way } from '../support/engine.ts'
import { poll } from '../support/poll.ts'
import { KEY, openShop, readSeen, type Shop, STUB } from '../support/shop.ts'

const HERE = 'https://www.shop.example'
const THERE = 'https://app.other.example'
const TARGET = `${THERE}/there?sig=a%20b%2F&x#part`
const EMAIL = 'lead@acme.example'

let shop: Shop

beforeAll(async () => {
  shop = await openShop({ https: true })
  shop.page('/there', tagOf(''), '<main>There</main>')
  shop.page('/next', tagOf('data-consent="required"'))
  shop.page('/asks', tagOf('data-consent="required"'), '<main>There</main>')
  shop.site.page(
    '/moved',
    ({ url }) => new Response(null, { status: 302, headers: { location: `/there${new URL(url).search}` } }),
  )
  shop.page(
    '/app',
    `${tagOf('')}<script>addEventListener('load', () => history.replaceState(null, '', '/app'))</script>`,
  )
})
afterAll(() => shop?.close())

const tagOf = (attributes: string) =>
  `${STUB}<script async src="/affiliate.full.js" data-publishable-key="${KEY}" data-api-host="${shop.site.origin()}" ${attributes}></script>`

/** Both domains, each by its own name. */
const visit = <R>(work: (tab: Tab, visitor: Visitor) => Promise<R>) => {
  const place = `127.0.0.1:${shop.site.port}`
  return shop.visit(work, { hosts: { '*.shop.example': place, '*.other.example': place } })
}

const isReady = () => Boolean(window.introw?.affiliate?.version) && document.readyState === 'complete'

/** Follows a partner's link to a page of the first domain with this markup. */
async function land(tab: Tab, body: string, head = ''): Promise<string> {
  shop.page('/', head + tagOf('data-link-domains="other.example"'), body)
  const click = await shop.click()
  await tab.goto(`${HERE}/?irw_id=${click}`)
  await tab.waitFor(isReady)
  return click
}

const arrived = (tab: Tab, path = '/there') =>
  tab.waitFor(
    (wanted) =>
      location.hostname === 'app.other.example' &&
      location.pathname === wanted &&
      Boolean(window.introw?.affiliate?.version) &&
      document.readyState === 'complete' &&
      !location.href.includes('irw_h'),
    path,
  )
const clickOf = (tab: Tab) => tab.evaluate(() => window.introw?.affiliate?.getClickId() ?? null)
const conversionsOf = (click: string) => shop.sandbox.store.conversions.filter(({ clickId }) => clickId === click)

/** What the other domain's server was asked for with the click in it. */
const handedRequests = (click: string) =>
  shop.site.requests.map(({ url }) => url).filter((url) => url.includes('irw_h=') && url.includes(click))

describe('two registrable domains', () => {
  it('share a click, from a partner’s link on the first to a conversion on the second', () =>
    visit(async (tab) => {
      const click = await land(tab, `<a href="${TARGET}">There</a>`)
      await tab.click('a')
      await arrived(tab)
      expect(await tab.url()).toBe(TARGET)
      expect(await clickOf(tab)).toBe(click)
      await tab.evaluate((email) => void window.introw?.affiliate?.track({ email }), EMAIL)
      await poll('the conversion', async () => conversionsOf(click).length > 0)
      expect(conversionsOf(click)).toMatchObject([{ email: EMAIL }])
      expect(await tab.evaluate(readSeen)).toEqual([])
      await tab.back()
      await tab.waitFor(isReady)
      expect(await tab.evaluate(() => document.querySelector('a')?.getAttribute('href'))).toBe(TARGET)
    }))

  it.each([
    ['a redirect that keeps the query', '/moved', '/there'],
    ['the router of a single-page app that drops it', '/app', '/app'],
  ])('share it through %s', (_, from, to) =>
    visit(async (tab) => {
      const click = await land(tab, `<a href="${THERE}${from}">There</a>`)
      await tab.click('a')
      await arrived(tab, to)
      await tab.waitFor((id) => window.introw?.affiliate?.getClickId() === id, click)
      await tab.goto(`${THERE}/there`)
      await tab.waitFor(isReady)
      expect(await clickOf(tab)).toBe(click)
    }),
  )

  it('share it after the other one’s banner is answered, on its next page too', () =>
    visit(async (tab) => {
      const click = await land(tab, `<a href="${THERE}/asks">There</a>`)
      await tab.click('a')
      await tab.waitFor(() => location.pathname === '/asks' && Boolean(window.introw?.affiliate?.version))
      expect([await clickOf(tab), await tab.evaluate(() => document.cookie)]).toEqual([null, ''])
      await tab.evaluate(() => location.assign('/next'))
      await tab.waitFor(() => location.pathname === '/next' && Boolean(window.introw?.affiliate?.version))
      expect(await clickOf(tab)).toBeNull()
      await tab.evaluate(() => window.introw?.affiliate?.consent(true))
      expect(await clickOf(tab)).toBe(click)
    }))

  it.each([
    ['used after 3 minutes', -181_000],
    ['of a clock that is ahead', 60_000],
  ])('share nothing by an address %s', (_, ms) =>
    visit(async (tab) => {
      const clock = `<script>{ const now = Date.now; Date.now = () => now() + ${ms} }</script>`
      const click = await land(tab, `<a href="${TARGET}">There</a>`, clock)
      await tab.click('a')
      await arrived(tab)
      expect(handedRequests(click)).toHaveLength(1)
      expect(await clickOf(tab)).toBeNull()
      expect(await tab.url()).toBe(TARGET)
    }),
  )
})

const isChromium = process.env.ENGINE === 'chromium'

describe.runIf(isChromium)('ways to follow a link, in one engine', () => {
  const there = (attributes = '') => `<a href="${TARGET}" ${attributes}>There</a>`
  const inSvg = (name: string) =>
    `<svg width="200" height="50"><a ${name}="${TARGET}"><rect width="200" height="50"></rect></a></svg>`

  it.each<[string, string, Way]>([
    ['the left button', there(), 'left'],
    ['the keyboard', there(), 'enter'],
    ['the middle button', there(), 'middle'],
    ['Ctrl', there(), 'control'],
    ['another tab', there('target="_blank"'), 'left'],
    ['another tab, by the keyboard', there('target="_blank" rel="noopener"'), 'enter'],
    ['a child of the link', `<a href="${TARGET}"><b>There</b></a>`, 'left'],
    ['SVG', inSvg('href'), 'left'],
    ['older SVG', inSvg('xlink:href'), 'left'],
    [
      'a listener that writes the address',
      '<a href="#" onclick="this.href=this.dataset.to" data-to="' + TARGET + '">There</a>',
      'left',
    ],
    ['a listener that stops the event', there('onclick="event.stopPropagation()"'), 'left'],
    [
      'a link that comes late',
      `<p><script>setTimeout(() => document.querySelector('p').outerHTML = '<a href="${TARGET}">There</a>')</script></p>`,
      'left',
    ],
    [
      'POST',
      `<form method="post" action="${TARGET}"><a role="button" onclick="this.parentNode.requestSubmit()">Go</a></form>`,
      'left',
    ],
    [
      'GET',
      `<form action="${TARGET}"><a role="button" onclick="this.parentNode.requestSubmit()">Go</a></form>`,
      'left',
    ],
  ])('%s', (_, body, way) =>
    visit(async (tab) => {
      const click = await land(tab, body)
      await tab.click('a', way)
      await poll('the other page', async () => handedRequests(click).length > 0)
      const [address = ''] = handedRequests(click)
      expect(new URL(address).host).toBe('app.other.example')
      if (!body.startsWith('<form action')) expect(address).toContain('/there?sig=a%20b%2F&x&irw_h=')
    }),
  )

  it('an open shadow tree, a link and a form of it', () =>
    visit(async (tab) => {
      for (const html of [
        there('id="it"'),
        `<form method="post" action="${TARGET}"><button id="it">Go</button></form>`,
      ]) {
        const click = await land(tab, '<div></div>')
        await tab.evaluate((text) => {
          const tree = document.querySelector('div')?.attachShadow({ mode: 'open' })
          if (tree) tree.innerHTML = text
          tree?.querySelector<HTMLElement>('#it')?.click()
        }, html)
        await poll('the other page', async () => handedRequests(click).length > 0)
      }
    }))

  it('nothing where a menu is opened, or the page prevents it: the address is as it was', () =>
    visit(async (tab) => {
      const click = await land(tab, there('oncontextmenu="window.menu = this.href" onclick="event.preventDefault()"'))
      const seen = await tab.evaluate(() => {
        const link = document.querySelector('a')
        const read = () => link?.getAttribute('href')
        link?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, button: 2 }))
        const menu = read()
        link?.click()
        return [menu, read()]
      })
      expect(seen).toEqual([TARGET, TARGET])
      expect(handedRequests(click)).toEqual([])
    }))

  it('what no listener sees, by decorate()', () =>
    visit(async (tab) => {
      const click = await land(tab, '')
      await tab.evaluate((url) => void (location.href = window.introw?.affiliate?.decorate?.(url) ?? ''), TARGET)
      await arrived(tab)
      expect([await clickOf(tab), await tab.url()]).toEqual([click, TARGET])
    }))
})
