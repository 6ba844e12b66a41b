import { attempt } from '../platform/attempt'

/**
 * Listens in the document, and in the open shadow trees that a visitor touches: there `submit` does not leave its tree
 * (https://dom.spec.whatwg.org/#dom-event-composed), but what comes before it does, a click or the focus.
 */
export const listenInTrees = (type: string, listener: (event: Event) => void): void => {
  const listen = (tree: EventTarget) => tree.addEventListener(type, listener, true)
  const look = (event: Event) => {
    for (const place of event.composedPath()) if (place instanceof ShadowRoot) listen(place)
  }
  listen(window)
  for (const touch of ['click', 'focusin']) addEventListener(touch, (event) => void attempt(() => look(event)), true)
}
