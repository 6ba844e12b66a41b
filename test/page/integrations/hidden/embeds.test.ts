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
