import { attempt } from './attempt'
import { whenOver } from './over'

/**
 * Changes an attribute.
 *
 * @returns Puts back what was there, to the byte, unless somebody else has changed it meanwhile. Undefined where nothing changes.
 */
export const lendAttribute = (element: Element, name: string, value: string): (() => void) | undefined => {
  const own = element.getAttribute(name)
  if (own === value) return undefined
  element.setAttribute(name, value)
  return () => {
    if (element.getAttribute(name) !== value) return
    if (own === null) element.removeAttribute(name)
    else element.setAttribute(name, own)
  }
}

/**
 * Calls back as a visitor follows something, by mouse, middle button, touch or keyboard, before listeners of the page's: what is
 * changed then goes along, and is put back once the browser has gone on, so that nobody copies or keeps it.
 *
 * @param change - Gets each element that was clicked, the innermost first. Returns how to put its change back.
 */
export const onFollowing = (change: (element: Element) => (() => void) | undefined): void => {
  const hear = (event: Event) => {
    // The third button opens a menu, in which the address may be copied.
    if ((event as MouseEvent).button > 1) return
    const putBacks = event.composedPath().flatMap((place) => (place instanceof Element && change(place)) || [])
    putBacks.forEach(whenOver)
  }
  for (const type of ['click', 'auxclick']) addEventListener(type, (event) => void attempt(() => hear(event)), true)
}
