// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { setCookie } from '../../../support/unit/browser'
import { KEY } from '../../../support/unit/backend'
import { arrive, hide, importIntegrations, importNpm, visit } from '../../../support/unit/page'
import { SHOP } from '../../../support/unit/shop'
import { DAY_MS, elapse, sleep } from '../../../support/unit/time'
import { click, clickId, decorated, follow, link, LINKS, OTHER, put, useLinks } from './links'

const XLINK = 'http://www.w3.org/1999/xlink'

const { landFull } = useLinks()

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
