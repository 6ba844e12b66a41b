// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import { affiliate, importIntegrations, visit } from '../../support/unit/page'
import { KEY } from '../../support/unit/backend'
import { SHOP } from '../../support/unit/shop'
import { elapse, settle } from '../../support/unit/time'
import { find, useHidden } from './hidden/hidden'

const { land, open } = useHidden()

const ON = { 'data-stripe-reference': 'on' }
const LINK = 'https://buy.stripe.com/test_1'
const linkTo = (href: string) => `<a href="${href}">Buy</a>`
const BUTTON = '<stripe-buy-button buy-button-id="b1"></stripe-buy-button>'
const TABLE = '<stripe-pricing-table></stripe-pricing-table>'

/** The visitor follows the page's link: gives where it leads as it is followed, and then. */
async function follow(type = 'click', button = 0): Promise<readonly (string | null)[]> {
  const link = find('a,area')
  let followed: string | null = null
  const hear = (event: Event) => {
    followed = link.getAttribute('href')
    // happy-dom would leave.
    event.preventDefault()
  }
  document.addEventListener(type, hear, { once: true })
  link.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, button }))
  await elapse(0)
  return [followed, link.getAttribute('href')]
}

describe('a payment link', () => {
  test.each([
    ['click', 0],
    ['auxclick', 1],
  ])('has the click as its reference as it is followed, by %s, and is put back', async (type, button) => {
    const click = await open(linkTo(LINK), ON)
    expect(await follow(type, button)).toEqual([`${LINK}?client_reference_id=${click}`, LINK])
  })

  test.each([
    [
      `${LINK}?prefilled_email=a%40b.example&locale=de#x`,
      `${LINK}?prefilled_email=a%40b.example&locale=de&client_reference_id=ID#x`,
    ],
    [`${LINK}?`, `${LINK}?client_reference_id=ID`],
    ['//buy.stripe.com/test_1', '//buy.stripe.com/test_1?client_reference_id=ID'],
    [' https://BUY.stripe.com/test_1 ', 'https://BUY.stripe.com/test_1?client_reference_id=ID'],
  ])('keeps every other byte: %j', async (href, expected) => {
    const click = await open(linkTo(href), ON)
    expect(await follow()).toEqual([expected.replace('ID', click), href])
  })

  test('is one where it comes late, and as an area of a map', async () => {
    const click = await open('', ON)
    document.body.innerHTML = `<map><area href="${LINK}"></map>`
    expect((await follow())[0]).toContain(click)
  })

  test('is left to who changes it as it is followed', async () => {
    await open(linkTo(LINK), ON)
    find('a').addEventListener('click', () => find('a').setAttribute('href', '/mine'))
    expect(await follow()).toEqual(['/mine', '/mine'])
  })

  test.each([
    `${LINK}?client_reference_id=user_1`,
    `${LINK}?client_reference_id=`,
    'http://buy.stripe.com/test_1',
    'https://buy.stripe.com.evil.test/test_1',
    'https://buy.stripe.com@evil.test/test_1',
    'https://checkout.stripe.com/c/pay/cs_1',
    '/buy.stripe.com/test_1',
    'mailto:buy.stripe.com',
  ])('is none, or has one: %s', async (href) => {
    await open(linkTo(href), ON)
    expect(await follow()).toEqual([href, href])
  })

  test.each([
    ['without a click', undefined],
    ['after a no', false],
  ])('goes without one %s', async (_, decision) => {
    if (decision === undefined) {
      document.body.innerHTML = linkTo(LINK)
      await visit(SHOP, { edition: 'full', tag: { 'data-publishable-key': KEY, ...ON } })
    } else {
      await open(linkTo(LINK), ON)
      affiliate().consent(decision)
    }
    expect(await follow()).toEqual([LINK, LINK])
  })

  test.each(['a'.repeat(201), 'a/b', 'a.b', 'é', 'a b'])('goes without what Stripe would drop: %s', async (click) => {
    document.body.innerHTML = linkTo(LINK) + BUTTON
    await visit(`${SHOP}?irw_id=${encodeURIComponent(click)}`, {
      edition: 'full',
      tag: { 'data-publishable-key': KEY, ...ON },
    })
    await settle()
    expect(affiliate().getClickId()).toBe(click)
    expect(await follow()).toEqual([LINK, LINK])
    expect(find('stripe-buy-button').hasAttribute('client-reference-id')).toBe(false)
  })

  test('goes with what just fits', async () => {
    const click = '-_' + 'a'.repeat(198)
    document.body.innerHTML = linkTo(LINK)
    await visit(`${SHOP}?irw_id=${click}`, { edition: 'full', tag: { 'data-publishable-key': KEY, ...ON } })
    expect((await follow())[0]).toBe(`${LINK}?client_reference_id=${click}`)
  })
})

describe('a payment link on a domain that clicks are handed to', () => {
  test('carries both as it is followed, and neither afterwards', async () => {
    const own = 'https://pay.acme.example/b/1'
    const click = await open(linkTo(own), {
      'data-stripe-reference': 'pay.acme.example',
      'data-link-domains': 'acme.example',
    })
    const [followed, then] = await follow()
    expect(followed).toContain(`client_reference_id=${click}`)
    expect(then).toBe(own)
    affiliate().consent(false)
    expect(await follow()).toEqual([own, own])
  })
})

describe('the setting', () => {
  const OWN = 'https://pay.acme.example/b/1'

  test.each([
    [undefined, false, false],
    ['off', false, false],
    ['of', false, false],
    ['on', true, false],
    ['', true, false],
    ['pay.acme.example', true, true],
    ['other.example, PAY.acme.example', true, true],
    ['pay.acme.example, nothing', false, false],
    ['https://pay.acme.example', false, false],
  ])('stripe-reference="%s": Stripe’s links %s, those of one’s own domain %s', async (text, stripe, own) => {
    const click = await open(linkTo(LINK), text === undefined ? {} : { 'data-stripe-reference': text })
    expect((await follow())[0]?.includes(click)).toBe(stripe)
    document.body.innerHTML = linkTo(OWN)
    expect((await follow())[0]?.includes(click)).toBe(own)
    const other = await open(BUTTON, text === undefined ? {} : { 'data-stripe-reference': text })
    expect(find('stripe-buy-button').getAttribute('client-reference-id')).toBe(stripe ? other : null)
  })

  test.each([
    [true, true, false],
    [undefined, true, false],
    [false, false, false],
    [[], false, false],
    [['pay.acme.example'], true, true],
  ])('of npm is a function: %j', async (hosts, stripe, own) => {
    const { stripeReference } = await importIntegrations()
    document.body.innerHTML = linkTo(LINK)
    await land({ options: { publishableKey: KEY, integrations: [stripeReference(hosts)] } })
    expect((await follow())[0]?.includes('client_reference_id')).toBe(stripe)
    document.body.innerHTML = linkTo(OWN)
    expect((await follow())[0]?.includes('client_reference_id')).toBe(own)
    document.body.innerHTML = BUTTON
    document.dispatchEvent(new Event('readystatechange'))
    expect(find('stripe-buy-button').hasAttribute('client-reference-id')).toBe(stripe)
  })

  test('that is on in one place and off in another is off, for links and for elements', async () => {
    document.body.innerHTML = linkTo(LINK) + BUTTON
    await land({
      edition: 'full',
      tag: { src: '/affiliate.full.js?stripe-reference=off', 'data-publishable-key': KEY, ...ON },
    })
    expect(await follow()).toEqual([LINK, LINK])
    expect(find('stripe-buy-button').hasAttribute('client-reference-id')).toBe(false)
  })
})

describe.each([BUTTON, TABLE])('Stripe’s element %s', (html) => {
  afterEach(() => vi.restoreAllMocks())
  const referenceOf = () => find('body > *').getAttribute('client-reference-id')
  const define = () => vi.spyOn(customElements, 'get').mockReturnValue(HTMLElement)

  test('has the click before Stripe’s script makes it what it is', async () => {
    expect(await open(html, ON)).toBe(referenceOf())
  })

  test('has it where it comes while the page is read', async () => {
    const click = await open('', ON, { isLoading: true })
    document.body.innerHTML = html
    document.dispatchEvent(new Event('readystatechange'))
    expect(referenceOf()).toBe(click)
  })

  test('has it with a yes, and no more with a no', async () => {
    await open(html, { ...ON, 'data-consent': 'required' })
    expect(referenceOf()).toBeNull()
    affiliate().consent(true)
    expect(referenceOf()).toBe(affiliate().getClickId())
    affiliate().consent(false)
    expect(referenceOf()).toBeNull()
  })

  test('keeps the one that it has', async () => {
    await open(html.replace('>', ' client-reference-id="user_1">'), ON)
    expect(referenceOf()).toBe('user_1')
  })

  test('is left as it is once it is Stripe’s, and where nobody asks', async () => {
    await open(html)
    expect(referenceOf()).toBeNull()
    await open(html, ON, { before: define })
    expect(referenceOf()).toBeNull()
  })
})
