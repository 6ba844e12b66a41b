import { findElements } from '../../platform/named'
import { MARK } from './mark'

/** Reads an attribute of a form, which a field of that name may hide. */
export const attributeOf = (form: Element, name: string): string | null =>
  Element.prototype.getAttribute.call(form, name)

/**
 * Names a form: a site may give it another id each time, or show it again under another address.
 *
 * @returns Its id, its name, and the path that it is sent to; those that it has.
 */
export const nameForm = (form: Element): string[] => {
  const { pathname } = new URL(attributeOf(form, 'action') ?? '', document.baseURI)
  return [attributeOf(form, 'id'), attributeOf(form, 'name'), pathname].filter((name): name is string => !!name)
}

/** Finds the forms of this page that the merchant has marked, in open shadow trees too. */
export const findMarked = (): Element[] => findElements('*').flatMap(listMarked)

const listMarked = (element: Element): Element[] => [
  ...(element instanceof HTMLFormElement && attributeOf(element, MARK) !== null ? [element] : []),
  ...[...(element.shadowRoot?.querySelectorAll('*') ?? [])].flatMap(listMarked),
]
