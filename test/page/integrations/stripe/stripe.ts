import { elapse } from '../../../support/unit/time'
import { find } from '../hidden/hidden'

export const ON = { 'data-stripe-reference': 'on' }
export const LINK = 'https://buy.stripe.com/test_1'
export const linkTo = (href: string) => `<a href="${href}">Buy</a>`
export const BUTTON = '<stripe-buy-button buy-button-id="b1"></stripe-buy-button>'
export const TABLE = '<stripe-pricing-table></stripe-pricing-table>'

/** The visitor follows the page's link: gives where it leads as it is followed, and then. */
export async function follow(type = 'click', button = 0): Promise<readonly (string | null)[]> {
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
