/**
 * Calls back when an element of the page has loaded: a frame, a script. It is told to `document`, and not to `window`; as a
 * method of its own, `document` may hide the listening.
 *
 * @returns Its own remover. The same listener is added once, however often.
 */
export const onLoaded = (listener: (event: Event) => void): (() => void) => {
  const { addEventListener, removeEventListener } = EventTarget.prototype
  addEventListener.call(document, 'load', listener, true)
  return () => removeEventListener.call(document, 'load', listener, true)
}
