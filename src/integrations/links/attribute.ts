import { whenOver } from '../../platform/over'

/** Finds an attribute, past a form's field that is named as the method is. */
export const findAttribute = (element: Element | null, name: string): Attr | null =>
  element && Element.prototype.getAttributeNode.call(element, name)

/** Gives an attribute another value until the browser has followed it. */
export const replaceForNow = (attribute: Attr, value: string): void => {
  const before = attribute.value
  if (value === before) return
  attribute.value = value
  whenOver(() => {
    // The page may have changed it meanwhile.
    if (attribute.value === value) attribute.value = before
  })
}
