// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { affiliate, visit } from '../../../support/unit/page'
import { KEY } from '../../../support/unit/backend'
import { SHOP } from '../../../support/unit/shop'
import { settle } from '../../../support/unit/time'
import { find, useHidden } from '../hidden/hidden'
import { BUTTON, follow, LINK, linkTo, ON } from './stripe'

const { open } = useHidden()

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
