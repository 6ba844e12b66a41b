/** What a form's fields may hide, one of which may be named like a member of it. Without `attempt`, since the development build reads forms too. */

/** Reads an attribute of a form. */
export const attributeOf = (form: Element, name: string): string | null =>
  Element.prototype.getAttribute.call(form, name)

/** Reads the name in a mark; empty where it gives none. React writes `true` for an attribute without a value. */
export const markedName = (element: Element, mark: string): string =>
  (attributeOf(element, mark) ?? '').trim().replace(/^true$/i, '')

/** Lists what belongs to a form, in it or by `form=`. */
export const listControls = (form: HTMLFormElement): Element[] => [
  ...(Reflect.get(HTMLFormElement.prototype, 'elements', form) as Iterable<Element>),
]
