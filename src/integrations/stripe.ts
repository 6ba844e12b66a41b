import { diagnose } from '../diagnose'
import { lendAttribute, onFollowing } from '../platform/following'
import { readHosts, readSwitch } from '../settings/words'
import { addParam } from './address'
import { giveClick, tellChange } from './given'
import type { Integration, Port } from './port'

/** Asks whether payment links lead to a host. */
type HostFilter = (host: string) => boolean

/** A switch, or further domains that payment links have, as a list or with commas or spaces between them. */
export type PaymentHosts = boolean | string | readonly string[] | HostFilter

const STRIPE = 'buy.stripe.com'

/** What Stripe takes; the rest it drops without a word. */
const REFERENCE = /^[\w-]{1,200}$/

const ELEMENTS = 'stripe-buy-button,stripe-pricing-table'

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
    onFollowing((link) => {
      const { origin } = link as HTMLAnchorElement
      const isLink = link instanceof HTMLAnchorElement || link instanceof HTMLAreaElement
      if (!isLink || !isPayment(origin.replace(/^https:\/\//, ''))) return undefined
      const address = link.getAttribute('href') ?? ''
      const reference = readReference(port)
      if (reference === undefined) return undefined
      const change = ['href', addParam(address, '?', 'client_reference_id', reference)] as const
      return lendAttribute(link, ...tellChange(link, change, reference))
    })
    giveClick(port, ELEMENTS, (element, clickId) => {
      const own = element.getAttribute('client-reference-id')
      if (own !== null) return diagnose('taken', { element }) as undefined
      // Whether Stripe reads it again is not known.
      if (customElements.get(element.localName)) return diagnose('late', { element }) as undefined
      return toReference(clickId) ? tellChange(element, ['client-reference-id', clickId], clickId) : undefined
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

const readReference = ({ getClickId }: Port): string | undefined => toReference(getClickId())

const toReference = (clickId: string | null): string | undefined => {
  if (clickId === null || REFERENCE.test(clickId)) return clickId ?? undefined
  return diagnose('unfit', { clickId }) as undefined
}
