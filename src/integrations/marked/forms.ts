import { attributeOf } from '../../platform/forms'
import { findElements, readDocument } from '../../platform/named'
import { MARK } from './mark'

/**
 * Names a form: a site may give it another id each time, or show it again under another address.
 *
 * @returns Its id, its name, and the path that it is sent to; those that it has.
 */
export const nameForm = (form: Element): string[] => {
  const names = [attributeOf(form, 'id'), attributeOf(form, 'name'), readAction(attributeOf(form, 'action'))?.pathname]
  return names.filter((name): name is string => !!name)
}

/** Where a form is sent to; undefined for what is no address. Without `attempt`, since the development build reads forms too. */
export const readAction = (action: string | null): URL | undefined => {
  try {
    return new URL(action ?? '', readDocument('baseURI'))
  } catch {
    return undefined
  }
}

/** Asks whether the answer comes in the place of this very page, of this site: elsewhere nobody sees it. */
export const isAnsweredHere = (form: Element, submitter: Element | null): boolean => {
  const own = (name: string) => submitter?.getAttribute(`form${name}`) ?? attributeOf(form, name)
  const target = own('target') ?? findElements('base[target]')[0]?.getAttribute('target') ?? ''
  return /^(_self)?$/i.test(target) && readAction(own('action'))?.origin === location.origin
}

/** Finds the forms of this page that the merchant has marked, in open shadow trees too. */
export const findMarked = (): Element[] => findElements('*').flatMap(listMarked)

const listMarked = (element: Element): Element[] => [
  ...(element instanceof HTMLFormElement && attributeOf(element, MARK) !== null ? [element] : []),
  ...[...(treeOf(element)?.querySelectorAll('*') ?? [])].flatMap(listMarked),
]

const treeOf = (element: Element): ShadowRoot | undefined => {
  const tree: unknown = Reflect.get(Element.prototype, 'shadowRoot', element)
  return tree instanceof ShadowRoot ? tree : undefined
}
