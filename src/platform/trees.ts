import { attempt } from './attempt'

/**
 * Listens in the document, and in the open shadow trees that a visitor touches: `submit` and `formdata` do not leave their tree
 * (https://dom.spec.whatwg.org/#dom-event-composed), but what comes before them does, a click or the focus.
 *
 * @param listener - Before listeners of the page's. What it throws is swallowed.
 */
export const listenInTrees = (type: string, listener: (event: Event) => void): void => {
  const hear = (event: Event) => void attempt(() => listener(event))
  const listen = (tree: EventTarget) => tree.addEventListener(type, hear, true)
  const look = (event: Event) => {
    for (const place of event.composedPath()) if (place instanceof ShadowRoot) listen(place)
  }
  listen(window)
  for (const touch of ['click', 'focusin']) addEventListener(touch, (event) => void attempt(() => look(event)), true)
}
