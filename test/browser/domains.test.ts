import { beforeAll, describe, expect, it } from 'vitest'
import { arrived, clickOf, isReady, useDomains } from '../support/domains.ts'
import { poll } from '../support/poll.ts'
import { readSeen } from '../support/shop.ts'
import { visitExample } from '../support/visit.ts'

const EMAIL = 'lead@acme.example'

const domains = useDomains({ https: true })
const { target, there } = domains

beforeAll(() => {
  const { page, site } = domains.shop
  const asking = domains.tag('data-consent="required"')
  page('/asks', asking, '<main>There</main>')
  page('/next', asking)
  site.page('/moved', ({ url }) => {
    const location = `/there${new URL(url).search}`
    return new Response(null, { status: 302, headers: { location } })
  })
  const router = "<script>addEventListener('load', () => history.replaceState(null, '', '/app'))</script>"
  page('/app', domains.tag() + router)
})

const conversionsOf = (click: string) =>
  domains.shop.sandbox.store.conversions.filter(({ clickId }) => clickId === click)

describe('two registrable domains', () => {
  it('share a click, from a partner’s link on the first to a conversion on the second', () =>
    domains.visit(async (tab) => {
      const click = await domains.land(tab, `<a href="${target}">There</a>`)
      await tab.click('a')
      await arrived(tab)
      expect(await tab.url()).toBe(target)
      expect(await clickOf(tab)).toBe(click)
      await tab.evaluate((email) => void window.introw?.affiliate?.track({ email }), EMAIL)
      await poll('the conversion', async () => conversionsOf(click).length > 0)
      expect(conversionsOf(click)).toMatchObject([{ email: EMAIL }])
      expect(await tab.evaluate(readSeen)).toEqual([])
      await tab.back()
      await tab.waitFor(isReady)
      expect(await tab.evaluate(() => document.querySelector('a')?.getAttribute('href'))).toBe(target)
    }))

  it.each([
    ['a redirect that keeps the query', '/moved', '/there'],
    ['the router of a single-page app that drops it', '/app', '/app'],
  ])('share it through %s', (_, from, to) =>
    domains.visit(async (tab) => {
      const click = await domains.land(tab, `<a href="${there}${from}">There</a>`)
      await tab.click('a')
      await arrived(tab, to)
      await tab.waitFor((id) => window.introw?.affiliate?.getClickId() === id, click)
      await tab.goto(`${there}/there`)
      await tab.waitFor(isReady)
      expect(await clickOf(tab)).toBe(click)
    }),
  )

  it('share it after the other one’s banner is answered, on its next page too', () =>
    domains.visit(async (tab) => {
      const click = await domains.land(tab, `<a href="${there}/asks">There</a>`)
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
    domains.visit(async (tab) => {
      const clock = `<script>{ const now = Date.now; Date.now = () => now() + ${ms} }</script>`
      const click = await domains.land(tab, `<a href="${target}">There</a>`, clock)
      await tab.click('a')
      await arrived(tab)
      expect(domains.handed(click)).toHaveLength(1)
      expect(await clickOf(tab)).toBeNull()
      expect(await tab.url()).toBe(target)
    }),
  )
})

describe('the example of two domains', () => {
  const visit = visitExample('domains')

  it.each(['a', 'form button', '#open'])('hands the click over: %s', async (selector) => {
    await visit.open('/index.html')
    await visit.tab.waitFor(() => window.introw?.affiliate?.version)
    await visit.tab.click(selector)
    await visit.tab.waitFor(
      () => location.hostname === 'app.other.localhost' && Boolean(window.introw?.affiliate?.version),
    )
    await visit.tab.fill('input[type=email]', EMAIL)
    await visit.tab.click('form button')
    expect(await visit.recorded()).toMatchObject({ email: EMAIL })
  })
})
