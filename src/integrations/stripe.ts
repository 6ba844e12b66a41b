import { diagnose } from '../diagnose'
import { readHosts, readSwitch } from '../settings/words'
import { addParam } from './address'
import { carryForReaders, carryWhenFollowed } from './carrying'
import type { Integration } from './port'

/** Asks whether payment links lead to a host. */
type HostFilter = (host: string) => boolean

/** A switch, or further domains that payment links have, as a list or with commas or spaces between them. */
export type PaymentHosts = boolean | string | readonly string[] | HostFilter

const STRIPE = 'buy.stripe.com'

/** What Stripe takes; the rest it drops without a word. */
const REFERENCE = /^[\w-]{1,200}$/

const ELEMENTS = 'stripe-buy-button,stripe-pricing-table'
const ATTRIBUTE = 'client-reference-id'

/**
 * Has Stripe carry the click as its reference, which comes back as `client_reference_id` in `checkout.session.completed`: payment
 * links as they are followed; buy buttons and pricing tables before Stripe's script makes them what they are. Never over a
 * reference that is there, and not where Stripe would drop it.
 *
 * @param hosts - Domains of your own that payment links have, beside Stripe's. Default: Stripe's alone.
 * @see https://docs.stripe.com/payment-links/url-parameters
 * @see https://docs.stripe.com/payment-links/buy-button
 */
export const stripeReference =
  (hosts: PaymentHosts = true): Integration =>
  (port) => {
    const isPayment = typeof hosts === 'function' ? hosts : createHostFilter([String(hosts) || 'off'])
    const isCarrier = (link: Element) =>
      (link instanceof HTMLAnchorElement || link instanceof HTMLAreaElement) &&
      isPayment(link.origin.replace(/^https:\/\//, ''))
    carryWhenFollowed(port, isCarrier, (link, clickId) =>
      isReference(clickId)
        ? ['href', addParam(link.getAttribute('href') ?? '', '?', 'client_reference_id', clickId)]
        : undefined,
    )
    if (!isPayment(STRIPE)) return
    carryForReaders(port, ELEMENTS, (element, clickId) => {
      const own = element.getAttribute(ATTRIBUTE)
      // Whether Stripe reads it again is not known.
      if (own === null && customElements.get(element.localName)) return diagnose('late', { element }) as undefined
      return isReference(clickId) ? [ATTRIBUTE, own ?? clickId] : undefined
    })
  }

/** Makes the filter of a switch or a list of domains; of several sources each has to name a host, and of Stripe's each be on. */
export const createHostFilter =
  (texts: readonly string[]): HostFilter =>
  (host) =>
    texts.every((text) => {
      const isOn = readSwitch(text)
      const hosts = isOn ? [] : isOn === undefined && readHosts(text)
      return !!hosts && (host === STRIPE || hosts.includes(host))
    })

const isReference = (clickId: string): boolean => {
  const isTaken = REFERENCE.test(clickId)
  if (!isTaken) diagnose('unfit', { clickId })
  return isTaken
}
