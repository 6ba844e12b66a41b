import { findAttribute, replaceForNow } from './attribute'
import type { Decorate } from './decorator'

/** The left button, or a key; the middle one. With the right one a menu opens, from which the address may be copied. */
const BUTTONS = [0, 1]

/**
 * Finds the link that a click follows: the first one on its way, in HTML or SVG. Its address may be yet to come.
 *
 * @param places - On the event's way, the innermost first.
 */
export const findLink = ({ button }: MouseEvent, places: readonly EventTarget[]): Element | undefined => {
  const link = places.find(isLink)
  return BUTTONS.includes(button) && !link?.hasAttribute('download') ? link : undefined
}

/** Gives a link an address with the click in it until it is followed. */
export const decorateLink = (link: Element, decorate: Decorate): void => {
  const address = findAttribute(link, 'href') ?? findAttribute(link, 'xlink:href')
  if (address) replaceForNow(address, decorate(address.value))
}

const isLink = (place: EventTarget): place is Element => place instanceof Element && /^(a|area)$/.test(place.localName)
