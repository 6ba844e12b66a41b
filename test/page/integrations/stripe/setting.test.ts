// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { importIntegrations } from '../../../support/unit/page'
import { KEY } from '../../../support/unit/backend'
import { find, useHidden } from '../hidden/hidden'
import { BUTTON, follow, LINK, linkTo, ON } from './stripe'

const { land, open } = useHidden()

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
