// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { affiliate, load, visit } from '../../../support/unit/page'
import { KEY } from '../../../support/unit/backend'
import { SHOP } from '../../../support/unit/shop'
import { elapse, settle } from '../../../support/unit/time'
import { find, useHidden } from './hidden'

const { landing, open } = useHidden()

const CALENDLY =
  '<div class="calendly-inline-widget" data-url="https://calendly.com/acme/demo" data-introw-click-id></div>'
const addressOf = (selector = '[data-url]') => find(selector).getAttribute('data-url')

/** The visitor follows an element: gives what an attribute says as it is followed, and what it says then. */
async function follow(selector: string, attribute: string, type = 'click', button = 0) {
  const element = find(selector)
  let followed: string | null = null
  const hear = () => (followed = element.getAttribute(attribute))
  document.addEventListener(type, hear, { once: true })
  element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, composed: true, button }))
  await elapse(0)
  return [followed, element.getAttribute(attribute)]
}

describe('a marked embed carries the click before the vendor’s script reads it', () => {
  test.each([
    ['Calendly’s', CALENDLY, 'data-url', (click: string) => `https://calendly.com/acme/demo?utm_term=${click}`],
    [
      'Typeform’s',
      '<div data-tf-live="L1" data-introw-click-id></div>',
      'data-tf-hidden',
      (click: string) => `introw_click_id=${click}`,
    ],
    [
      'Typeform’s button, which has more',
      '<button data-tf-popup="F1" data-tf-hidden="plan=pro" data-introw-click-id="ref"></button>',
      'data-tf-hidden',
      (click: string) => `plan=pro,ref=${click}`,
    ],
    [
      'Typeform’s link',
      '<a data-tf-popup="F1" data-introw-click-id>Ask</a>',
      'data-tf-hidden',
      (click: string) => `introw_click_id=${click}`,
    ],
    [
      'one that React has marked, which writes true for an attribute without a value',
      CALENDLY.replace('data-introw-click-id', 'data-introw-click-id="true"'),
      'data-url',
      (click: string) => `https://calendly.com/acme/demo?utm_term=${click}`,
    ],
    [
      'a frame that somebody loads late',
      '<iframe data-src="https://cal.com/acme/demo" data-introw-click-id></iframe>',
      'data-src',
      (click: string) => `https://cal.com/acme/demo?metadata%5Bintrow_click_id%5D=${click}`,
    ],
  ])('%s', async (_, html, attribute, expected) => {
    const click = await open(html)
    expect(find('[data-introw-click-id]').getAttribute(attribute)).toBe(expected(click))
  })

  test.each([
    ['that has a value of its own', CALENDLY.replace('/demo', '/demo?utm_term=mine')],
    ['of somebody else', CALENDLY.replace('calendly.com', 'calendly.example')],
    ['that is rendered', CALENDLY.replace('></div>', '><iframe></iframe></div>')],
    ['that is being rendered', CALENDLY.replace('data-url', 'data-processed="true" data-url')],
    ['that is not marked', CALENDLY.replace('data-introw-click-id', '')],
  ])('but not one %s', async (_, html) => {
    document.body.innerHTML = html
    const before = addressOf()
    await open(html)
    expect(addressOf()).toBe(before)
  })

  test('nor a frame that is there: it would be loaded again', async () => {
    await open(
      '<iframe src="https://calendly.com/acme" data-src="https://calendly.com/acme" data-introw-click-id></iframe>',
    )
    expect(find('iframe').outerHTML).toBe(
      '<iframe src="https://calendly.com/acme" data-src="https://calendly.com/acme" data-introw-click-id=""></iframe>',
    )
  })

  test('also where it comes while the page is read, or until it has loaded', async () => {
    const click = await open('', {}, { isLoading: true })
    document.body.innerHTML = CALENDLY
    document.dispatchEvent(new Event('readystatechange'))
    expect(addressOf()).toContain(click)
    document.body.innerHTML = CALENDLY
    document.dispatchEvent(new Event('readystatechange'))
    expect(addressOf()).toContain(click)
  })

  test('once, whatever happens then', async () => {
    const click = await open(CALENDLY)
    load()
    await elapse(5_000)
    expect(addressOf()).toBe(`https://calendly.com/acme/demo?utm_term=${click}`)
  })
})

describe('the click in an embed', () => {
  const PLAIN = 'https://calendly.com/acme/demo'

  test('is none without a click', async () => {
    document.body.innerHTML = CALENDLY
    await visit(SHOP, { edition: 'full', tag: { 'data-publishable-key': KEY } })
    await elapse(5_000)
    expect(addressOf()).toBe(PLAIN)
  })

  test('is none before a yes, comes with it, and goes with a no', async () => {
    await open(CALENDLY, { 'data-consent': 'required' })
    expect(addressOf()).toBe(PLAIN)
    affiliate().consent(true)
    expect(addressOf()).toBe(`${PLAIN}?utm_term=${affiliate().getClickId()}`)
    affiliate().consent(false)
    expect(addressOf()).toBe(PLAIN)
  })

  test('is the newer one, once that has come', async () => {
    await open(CALENDLY)
    window.history.pushState(null, '', await landing())
    const newer = affiliate().getClickId()
    await settle()
    expect(addressOf()).toBe(`${PLAIN}?utm_term=${newer}`)
  })

  test('is left to who has changed it', async () => {
    await open(CALENDLY)
    find('[data-url]').setAttribute('data-url', `${PLAIN}?mine`)
    affiliate().consent(false)
    expect(addressOf()).toBe(`${PLAIN}?mine`)
  })
})

describe('a marked link carries the click as it is followed, and is put back', () => {
  const LINK = '<a href="https://calendly.com/acme?a=%20b#c" data-introw-click-id><b>Book</b></a>'

  test.each([
    ['click', 0],
    ['auxclick', 1],
  ])('by %s with button %i', async (type, button) => {
    const click = await open(LINK)
    const [followed, then] = await follow('a', 'href', type, button)
    expect(followed).toBe(`https://calendly.com/acme?a=%20b&utm_term=${click}#c`)
    expect(then).toBe('https://calendly.com/acme?a=%20b#c')
  })

  test('by what is in it, and in an open shadow tree', async () => {
    const click = await open('<div></div>')
    const tree = find('div').attachShadow({ mode: 'open' })
    tree.innerHTML = LINK
    const link = find<HTMLAnchorElement>('a', tree)
    let followed = ''
    link.addEventListener('click', () => (followed = link.href))
    find('b', tree).dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }))
    await elapse(0)
    expect(followed).toContain(click)
  })

  test('but not by the button that opens a menu', async () => {
    await open(LINK)
    expect((await follow('a', 'href', 'auxclick', 2))[0]).toBe('https://calendly.com/acme?a=%20b#c')
  })

  test('of Cal.com’s embed, as it is opened', async () => {
    const click = await open(
      '<button data-cal-link="acme/demo" data-cal-config=\'{"theme":"dark"}\' data-introw-click-id></button>',
    )
    const [followed, then] = await follow('button', 'data-cal-config')
    expect(JSON.parse(followed ?? '')).toEqual({ theme: 'dark', 'metadata[introw_click_id]': click })
    expect(then).toBe('{"theme":"dark"}')
  })

  test('of Cal.com’s embed without a configuration', async () => {
    const click = await open('<button data-cal-link="acme/demo" data-introw-click-id="metadata[ref]"></button>')
    const [followed, then] = await follow('button', 'data-cal-config')
    expect([JSON.parse(followed ?? ''), then]).toEqual([{ 'metadata[ref]': click }, null])
  })

  test.each([
    ['not marked', LINK.replace('data-introw-click-id', '')],
    ['somebody else’s', LINK.replace('calendly.com', 'calendly.example')],
    ['one with a value of its own', LINK.replace('?a=', '?utm_term=')],
    [
      'one of a configuration that nobody can read',
      '<a data-cal-link="a" data-cal-config="{" href="/" data-introw-click-id></a>',
    ],
  ])('but not %s', async (_, html) => {
    await open(html)
    const before = find('a').outerHTML
    await follow('a', 'href')
    expect(find('a').outerHTML).toBe(before)
    expect((await follow('a', 'href'))[0]).toBe(find('a').getAttribute('href'))
  })

  test('nor without a yes', async () => {
    await open(LINK)
    affiliate().consent(false)
    expect((await follow('a', 'href'))[0]).toBe('https://calendly.com/acme?a=%20b#c')
  })
})
