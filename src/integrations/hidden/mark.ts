/** What the merchant has written on what is to carry the click. */

/** Its text, if any, is the name under which the click goes along. */
export const MARK = 'data-introw-click-id'

/** The name where the merchant gives none, and nobody else has one for it. */
export const NAME = 'introw_click_id'

/** Fields of which the visitor sees nothing, or that are text. */
const FILLED = /^(hidden|text)$/

/** Asks whether an element is a marked field that is filled. */
export const isFilled = (element: Element): element is HTMLInputElement =>
  element instanceof HTMLInputElement && FILLED.test(element.type) && element.name !== '' && element.hasAttribute(MARK)
