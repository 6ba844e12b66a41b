import { toFields } from './fields'

/**
 * Markup may name an element so that it hides a member of `document`, or appears as one of `window`: see
 * ARCHITECTURE.md#past-named-elements.
 *
 * @see https://html.spec.whatwg.org/multipage/dom.html#dom-document-nameditem
 * @see https://html.spec.whatwg.org/multipage/nav-history-apis.html#named-access-on-the-window-object
 */

/** Reads a text of `document`, past an element of that name. A page's own text in its place, as of cookie blockers, holds. */
export const readDocument = (name: 'baseURI' | 'cookie' | 'readyState' | 'referrer'): string => {
  const value: unknown = document[name]
  return typeof value === 'string' ? value : String(Reflect.get(Document.prototype, name, document))
}

/** Reads the script that is being evaluated, past an element of that name; undefined in modules and callbacks. */
export const readCurrentScript = (): HTMLScriptElement | undefined =>
  [document.currentScript, Reflect.get(Document.prototype, 'currentScript', document) as unknown].find(
    (script) => script instanceof HTMLScriptElement,
  )

/** Asks whether `document.cookie` is an element: then an assignment fails, js-cookie's too. */
export const isCookieHidden = (): boolean =>
  // Before the cookie is asked for, which costs a landing a tenth of a millisecond.
  hasOwn(document, 'cookie') && typeof (document.cookie as unknown) !== 'string'

/** Writes `document.cookie` past an element of that name. */
export const writeHiddenCookie = (cookie: string): boolean =>
  Reflect.set(Document.prototype, 'cookie', cookie, document)

/** Finds elements by a selector, past one that is named as the method is. */
export const findElements = <Found extends Element>(selector: string): Found[] => [
  ...(Document.prototype.querySelectorAll.call(document, selector) as NodeListOf<Found>),
]

/** Reads a member of `window` that the browser or a script has made: elements are none of its own. */
export const readWindow = (name: string): unknown => (hasOwn(window, name) ? toFields(window)[name] : undefined)

const hasOwn = (owner: object, name: string): boolean => Object.prototype.hasOwnProperty.call(owner, name)
