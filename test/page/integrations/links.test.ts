// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import { setCookie } from '../../support/unit/browser'
import { KEY } from '../../support/unit/backend'
import { affiliate, arrive, hide, importIntegrations, importNpm, visit } from '../../support/unit/page'
import { SHOP } from '../../support/unit/shop'
import { DAY_MS, elapse, sleep } from '../../support/unit/time'
import { useVendors } from './vendors/vendor'

const OTHER = 'https://app.other.test/p?sig=a%20b#top'
const LINKS = { 'data-link-domains': 'other.test, other.io' }
const XLINK = 'http://www.w3.org/1999/xlink'

const { landFull, sandbox } = useVendors()
afterEach(() => document.body.replaceChildren())

// happy-dom would follow the links.
const { happyDOM } = window as unknown as { happyDOM: { settings: { navigation: Record<string, boolean> } } }
Object.assign(happyDOM.settings.navigation, {
  disableMainFrameNavigation: true,
  disableChildPageNavigation: true,
  disableFallbackToSetURL: true,
})

const clickId = () => affiliate().getClickId()
const firstSeen = () => JSON.parse(localStorage.getItem('_introw_aff') ?? '{}').click.firstSeenAt as number
/** What is in the address for the other domain. */
const pair = () => `irw_h=${Date.now() - 1_000}.${Math.min(firstSeen(), Date.now() - 1_000)}.${clickId()}`
const decorated = () => `https://app.other.test/p?sig=a%20b&${pair()}#top`

/** Puts markup on the page, and gives its first link, form or other element. */
function put<Found extends Element = HTMLElement>(html: string, selector = 'a,form'): Found {
  document.body.innerHTML = html
  const found = document.querySelector<Found>(selector)
  if (!found) throw new Error('It is not there.')
  return found
}

const link = (attributes = '') => put<HTMLAnchorElement>(`<a href="${OTHER}" ${attributes}><b>There</b></a>`)

/** What the browser would follow: the attribute as it stands when all listeners have heard the event. */
function follow(target: Element, event: Event = click(), name = 'href', of: Element = target) {
  let followed: string | null = null
  target.dispatchEvent(event)
  if (!event.defaultPrevented) followed = of.getAttribute(name)
  return followed
}
const click = (init: MouseEventInit = {}, type = 'click') =>
  new MouseEvent(type, { bubbles: true, cancelable: true, composed: true, ...init })

describe('a link to a listed domain', () => {
  test.each([
    ['by a click', {}, 'click'],
    ['with Ctrl', { ctrlKey: true }, 'click'],
    ['with Shift', { shiftKey: true }, 'click'],
    ['by the keyboard', { detail: 0 }, 'click'],
    ['with the middle button', { button: 1 }, 'auxclick'],
    ['with the middle button of older browsers', { button: 1 }, 'click'],
  ])('is followed %s with the click in it, and put back', async (_, init, type) => {
    await landFull(LINKS)
    const a = link('target="_blank"')
    expect(follow(a.firstElementChild ?? a, click(init, type), 'href', a)).toBe(decorated())
    await elapse(0)
    expect(a.getAttribute('href')).toBe(OTHER)
  })

  test('tells when the click was first seen', async () => {
    await landFull(LINKS)
    const seen = Date.now()
    sleep(30 * DAY_MS)
    await visit(SHOP, { edition: 'full', tag: { 'data-publishable-key': KEY, ...LINKS } })
    const a = link()
    expect(follow(a)).toContain(`irw_h=${Date.now() - 1_000}.${seen}.${clickId()}#`)
  })

  test('of a click without a record has a day left', async () => {
    await arrive(SHOP)
    setCookie('_introw_aff=theirs; path=/; domain=shop.test')
    await visit(SHOP, { edition: 'full', tag: { 'data-publishable-key': KEY, ...LINKS } })
    expect(follow(link())).toContain(`irw_h=${Date.now() - 1_000}.${Date.now() - 89 * DAY_MS}.theirs#`)
  })

  test.each([
    ['an <area>', `<map><area href="${OTHER}"></map>`, 'area', 'href'],
    ['SVG', `<svg><a href="${OTHER}"><text>There</text></a></svg>`, 'a', 'href'],
    ['older SVG', `<svg><a xlink:href="${OTHER}"><text>There</text></a></svg>`, 'a', 'xlink:href'],
  ])('may be %s', async (_, html, selector, name) => {
    await landFull(LINKS)
    const a = put(html, selector)
    if (name === 'xlink:href') a.setAttributeNS(XLINK, name, OTHER)
    expect(follow(a, click(), name)).toBe(decorated())
    await elapse(0)
    expect(a.getAttribute(name)).toBe(OTHER)
  })

  test('may come late, and stand in open shadow trees', async () => {
    await landFull(LINKS)
    const host = put('<div></div>', 'div')
    const tree = host.attachShadow({ mode: 'open' })
    tree.innerHTML = `<p><a href="${OTHER}">There</a></p>`
    const [a] = tree.querySelectorAll('a')
    if (a) expect(follow(a)).toBe(decorated())
    expect.assertions(1)
  })

  test.each([
    ['its own', (a: Element) => a, false],
    ['its document’s', () => document, false],
    ['its document’s, while capturing', () => document, true],
    ['its window’s', () => window, false],
  ])('may get its address of a listener: %s', async (_, of, capture) => {
    await landFull(LINKS)
    const a = put<HTMLAnchorElement>('<a href="#">There</a>')
    of(a).addEventListener('click', () => a.setAttribute('href', OTHER), { capture, once: true })
    expect(follow(a)).toBe(decorated())
    await elapse(0)
    expect(a.getAttribute('href')).toBe(OTHER)
  })

  test.each([
    ['its own', (a: Element) => a, false],
    ['its document’s, while capturing', () => document, true],
  ])('is given the click where a listener stops the event: %s', async (_, of, capture) => {
    await landFull(LINKS)
    const a = link()
    of(a).addEventListener('click', (event) => event.stopPropagation(), { capture, once: true })
    expect(follow(a)).toBe(decorated())
    await elapse(0)
    expect(a.getAttribute('href')).toBe(OTHER)
  })

  test('has its own address for the page’s listeners, analytics among them', async () => {
    await landFull(LINKS)
    const a = link()
    const seen: (string | null)[] = []
    for (const target of [a, document, window])
      target.addEventListener('click', () => seen.push(a.getAttribute('href')), { once: true })
    follow(a)
    expect(seen).toEqual([OTHER, OTHER, OTHER])
  })

  test('is left where a listener prevents the click', async () => {
    await landFull(LINKS)
    const a = link()
    window.addEventListener('click', (event) => event.preventDefault(), { once: true })
    follow(a)
    expect(a.getAttribute('href')).toBe(OTHER)
  })

  test('keeps what the page writes in the same moment', async () => {
    await landFull(LINKS)
    const a = link()
    follow(a)
    a.setAttribute('href', '/elsewhere')
    await elapse(0)
    expect(a.getAttribute('href')).toBe('/elsewhere')
  })

  test('is put back before the page goes', async () => {
    await landFull(LINKS)
    const a = link()
    follow(a)
    hide()
    expect(a.getAttribute('href')).toBe(OTHER)
  })

  test('is given one click by two installs', async () => {
    await landFull(LINKS)
    const { linkDomains } = await importIntegrations()
    const { init } = await importNpm()
    init({ integrations: [linkDomains('other.test')] })
    const a = link()
    expect(follow(a)).toBe(decorated())
    await elapse(0)
    expect(a.getAttribute('href')).toBe(OTHER)
  })
})

describe('an address is left as it is', () => {
  test.each([
    ['another domain', `<a href="https://evil.test/?https://other.test">`],
    ['a domain that ends like it', `<a href="https://another.test/">`],
    ['the site itself', `<a href="/p">`],
    ['a download', `<a href="${OTHER}" download>`],
    ['e-mail', `<a href="mailto:a@other.test">`],
    ['script', `<a href="javascript:void 'https://other.test'">`],
    ['no address', `<a>`],
    ['one with a partner’s click', `<a href="https://other.test/?irw_id=own">`],
  ])('of %s', async (_, html) => {
    await landFull(LINKS)
    const a = put(html)
    const before = a.getAttribute('href')
    a.addEventListener('click', (event) => expect(event.defaultPrevented).toBe(false))
    expect(follow(a)).toBe(before)
  })

  test.each([
    ['a menu is opened', click({ button: 2 }, 'contextmenu')],
    ['a button is pressed', click({}, 'mousedown')],
    ['the right button is', click({ button: 2 }, 'auxclick')],
  ])('where %s', async (_, event) => {
    await landFull(LINKS)
    expect(follow(link(), event)).toBe(OTHER)
  })

  test('within the domain of the cookie, and of the page', async () => {
    await landFull({ 'data-link-domains': 'shop.test app.shop.test' })
    expect(follow(put('<a href="https://app.shop.test/">'))).toBe('https://app.shop.test/')
    await landFull({ 'data-link-domains': 'www.shop.test', 'data-cookie-domain': 'host' })
    expect(follow(put('<a href="https://www.shop.test:8443/">'))).toBe('https://www.shop.test:8443/')
  })

  test('within a listed domain that the page is in, where a server has set the cookie', async () => {
    await arrive(SHOP)
    setCookie('_introw_aff=theirs; path=/; domain=shop.test')
    await visit(SHOP, { edition: 'full', tag: { 'data-link-domains': 'shop.test, other.test' } })
    expect(follow(put('<a href="https://app.shop.test/">'))).toBe('https://app.shop.test/')
    expect(follow(link())).toContain('theirs')
  })

  test('but not on another host where the cookie is this host’s alone', async () => {
    await landFull({ 'data-link-domains': 'shop.test', 'data-cookie-domain': 'host' })
    expect(follow(put('<a href="https://app.shop.test/">'))).toContain('irw_h=')
  })

  test('without a click', async () => {
    await visit(SHOP, { edition: 'full', tag: LINKS })
    expect(follow(link())).toBe(OTHER)
    expect(affiliate().decorate?.(OTHER)).toBe(OTHER)
  })

  test('before a yes, and after a no', async () => {
    await landFull({ ...LINKS, 'data-consent': 'required' })
    expect(follow(link())).toBe(OTHER)
    affiliate().consent(true)
    expect(follow(link())).toContain('irw_h=')
    affiliate().consent(false)
    expect(follow(link())).toBe(OTHER)
  })

  test.each(['', 'on', 'com', 'https://other.test', 'off'])('where the list says %j', async (list) => {
    await landFull({ 'data-link-domains': list })
    expect(follow(link())).toBe(OTHER)
  })

  test('where one of two sources does not name the domain', async () => {
    await landFull({ ...LINKS, src: 'https://app.introw.io/affiliate.full.js?link-domains=other.io' })
    expect(follow(link())).toBe(OTHER)
    expect(affiliate().decorate?.('https://other.io/')).toContain('irw_h=')
  })
})

describe('a form that leads to a listed domain', () => {
  const form = (attributes: string, button = '<button>Go</button>') =>
    put<HTMLFormElement>(`<form ${attributes}><input name="x" value="1">${button}</form>`)
  const submit = (target: HTMLFormElement) => {
    const event = new SubmitEvent('submit', {
      bubbles: true,
      cancelable: true,
      submitter: target.querySelector('button'),
    })
    target.dispatchEvent(event)
    return [target.getAttribute('action'), new FormData(target).get('irw_h')]
  }

  test('has it in the query of its action with POST', async () => {
    await landFull(LINKS)
    const target = form(`method="POST" action="${OTHER}"`)
    expect(submit(target)).toEqual([decorated(), null])
    await elapse(0)
    expect(target.getAttribute('action')).toBe(OTHER)
  })

  test.each(['', 'method="get"', 'method="odd"'])('has it among its fields with GET: %s', async (method) => {
    await landFull(LINKS)
    const target = form(`${method} action="${OTHER}"`)
    expect(submit(target)).toEqual([OTHER, pair().replace('irw_h=', '')])
    await elapse(0)
    expect([...new FormData(target).keys()]).toEqual(['x'])
  })

  test('goes by its button', async () => {
    await landFull(LINKS)
    const target = form('action="/here"', `<button formaction="${OTHER}" formmethod="post">Go</button>`)
    submit(target)
    expect(target.querySelector('button')?.getAttribute('formaction')).toBe(decorated())
    await elapse(0)
    expect(target.querySelector('button')?.getAttribute('formaction')).toBe(OTHER)
  })

  test('may have fields that are named as what it is asked for', async () => {
    await landFull(LINKS)
    const names = ['getAttributeNode', 'append', 'action', 'method', 'submit']
    const target = form(`action="${OTHER}"`, names.map((name) => `<input name="${name}">`).join(''))
    expect(submit(target)[1]).toBe(pair().replace('irw_h=', ''))
  })

  test('may stand in an open shadow tree that the visitor has touched', async () => {
    await landFull(LINKS)
    const host = put('<div></div>', 'div')
    const tree = host.attachShadow({ mode: 'open' })
    tree.innerHTML = `<form method="post" action="${OTHER}"><button>Go</button></form>`
    const target = tree.querySelector('form')
    target?.querySelector('button')?.dispatchEvent(click({ cancelable: true }))
    const event = new SubmitEvent('submit', { bubbles: true, cancelable: true })
    target?.dispatchEvent(event)
    expect(target?.getAttribute('action')).toBe(decorated())
  })

  test.each([
    ['in a dialog', `method="dialog" action="${OTHER}"`],
    ['to another domain', 'action="https://evil.test/"'],
    ['to the page itself', ''],
  ])('has none %s', async (_, attributes) => {
    await landFull(LINKS)
    const target = form(attributes)
    const before = target.getAttribute('action')
    expect(submit(target)).toEqual([before, null])
  })

  test('has none where the page prevents it', async () => {
    await landFull(LINKS)
    document.addEventListener('submit', (event) => event.preventDefault(), { once: true })
    expect(submit(form(`action="${OTHER}"`))).toEqual([OTHER, null])
  })
})

describe('decorate', () => {
  test('gives an address the click, for what no listener sees', async () => {
    await landFull(LINKS)
    expect(affiliate().decorate?.(OTHER)).toBe(decorated())
    expect(affiliate().decorate?.('//other.io')).toBe(`//other.io?${pair()}`)
    expect(affiliate().decorate?.(' https://other.io ')).toBe(`https://other.io/?${pair()}`)
  })

  test('gives it once', async () => {
    await landFull(LINKS)
    const once = affiliate().decorate?.(OTHER) ?? ''
    expect(affiliate().decorate?.(once)).toBe(once)
    sleep(100_000)
    expect(affiliate().decorate?.(once)).toBe(decorated())
  })

  test.each([[''], ['https://'], ['other.test'], [undefined], [null], [5], [{}], [new URL('https://other.test/')]])(
    'gives back what is no such address: %s',
    async (given) => {
      await landFull(LINKS)
      expect(affiliate().decorate?.(given as string)).toBe(given)
    },
  )

  test('is npm’s too', async () => {
    await landFull({})
    await arrive(SHOP)
    const { decorate, init } = await importNpm()
    const { linkDomains } = await importIntegrations()
    expect(decorate(OTHER)).toBe(OTHER)
    const own = init({ integrations: [linkDomains(['other.test'])] })
    expect(decorate(OTHER)).toBe(decorated())
    expect(own.decorate?.(OTHER)).toBe(decorated())
  })

  test('is not there without the list, nor in the plain edition', async () => {
    await landFull({})
    expect(affiliate()).not.toHaveProperty('decorate')
    await visit(SHOP, { tag: LINKS })
    expect(affiliate()).not.toHaveProperty('decorate')
  })
})

describe('what is handed over', () => {
  test('is one click, one conversion, and ends when its days end there', async () => {
    await landFull(LINKS)
    const id = clickId() ?? ''
    sleep(60 * DAY_MS)
    sandbox.clock.advance(60 * DAY_MS)
    await visit(SHOP, { edition: 'full', tag: { 'data-publishable-key': KEY, ...LINKS } })
    const address = affiliate().decorate?.('https://www.other.test/') ?? ''
    localStorage.clear()
    const there = await visit(address)
    expect(there.getClickId()).toBe(id)
    void there.track({ email: 'lead@acme.example' })
    await elapse(5_000)
    expect(sandbox.store.conversions.map(({ clickId: of }) => of)).toEqual([id])
    sleep(31 * DAY_MS)
    expect((await visit('https://www.other.test/')).getClickId()).toBeNull()
  })

  test('costs a page no timer and no look before a click', async () => {
    await landFull({})
    await elapse(10_000)
    const without = vi.getTimerCount()
    await landFull(LINKS)
    await elapse(10_000)
    expect(vi.getTimerCount()).toBe(without)
  })
})
