import type { Facts } from '../diagnose'
import { isFilled, MARK } from '../integrations/hidden/mark'
import { findVendor } from '../integrations/hidden/vendors'
import { findElements } from '../platform/named'
import { known } from './known'
import { say } from './voice'

/** Of what carries the click to others. */
export const fields = {
  fields() {
    known.areFieldsRead = true
  },
  filled({ names, clickId }: Facts['filled']) {
    if (clickId) say('field-filled', names.join(', '), clickId)
    else say('field-empty', names.join(', '))
  },
  carried({ element, change: [name, value] }: Facts['carried']) {
    say(element.getAttribute(name) === value ? 'carrier-taken' : 'click-carried', nameOf(element))
  },
  late: ({ element }: Facts['late']) =>
    say(element.localName.startsWith('stripe-') ? 'stripe-late' : 'embed-late', nameOf(element)),
  unfit: ({ clickId }: Facts['unfit']) => say('stripe-unfit', clickId),
}

/** Most that is told of an element. */
const NAME_MAX = 200

/** What can carry it by an attribute that a vendor's script reads, or that is read when it is followed. */
const CARRIERS = ['data-url', 'data-src', 'src', 'href']

/** Looks at what is marked: which of it nobody reads, and which frame was loaded without the click. */
export const lookAtFields = (): void => {
  const marked = findElements(`[${MARK}]`)
  if (marked.length > 0 && !known.areFieldsRead) return say('fields-off')
  for (const element of marked) {
    const address = CARRIERS.map((name) => element.getAttribute(name)).find((text) => text && findVendor(text))
    if (isLive(element) && address) say('embed-late', nameOf(element))
    else if (!address && !isCarrier(element)) say('field-odd', nameOf(element))
  }
}

/** A frame whose address has nothing of ours in it. */
const isLive = (element: Element): boolean =>
  element instanceof HTMLIFrameElement && !!element.src && !!known.affiliate?.getClickId() && !carries(element.src)

const carries = (address: string): boolean => address.includes(encodeURIComponent(known.affiliate?.getClickId() ?? ''))

const isCarrier = (element: Element): boolean =>
  isFilled(element) ||
  element instanceof HTMLFormElement ||
  element.getAttributeNames().some((name) => /^data-(cal-link|tf-\w+)$/.test(name))

/** An element as its page has it, `<a href="https://calendly.com/acme">`. Not by a copy, which Stripe's would be a further one. */
const nameOf = (element: Element): string => {
  const attributes = element.getAttributeNames().map((name) => ` ${name}="${element.getAttribute(name)}"`)
  return `<${element.localName}${attributes.join('')}>`.slice(0, NAME_MAX)
}
