// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { setCookie } from '../../../support/unit/browser'
import { affiliate, arrive, visit } from '../../../support/unit/page'
import { SHOP } from '../../../support/unit/shop'
import { click, follow, link, LINKS, OTHER, put, useLinks } from './links'

const { landFull } = useLinks()

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
