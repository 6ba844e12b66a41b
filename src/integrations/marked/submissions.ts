import { diagnose } from '../../diagnose'
import { attempt } from '../../platform/attempt'
import { attributeOf } from './forms'

/**
 * Hears of forms that the browser submits. Nothing is prevented or delayed. A page that prevents it does as it likes with the
 * values, so that nothing is known of what became of them.
 *
 * @param begin - Gets each form as it is submitted, before listeners of the page's may change it.
 *   Returns what to do once nobody has prevented it, while the page is still there.
 */
export const onSubmission = (
  begin: (form: HTMLFormElement, submitter: HTMLElement | null) => (() => void) | undefined,
): void => {
  const hear = (event: SubmitEvent) => {
    const { target: form, submitter } = event
    // Made by a script, the event submits nothing.
    if (!(form instanceof HTMLFormElement) || event.isTrusted === false || isDialog(form, submitter)) return
    const keep = begin(form, submitter)
    if (keep) whenOver(() => (event.defaultPrevented ? diagnose('prevented', {}) : keep()))
  }
  listenInTrees('submit', (event) => void attempt(() => hear(event as SubmitEvent)))
}

/** It closes the dialog, and sends nothing. */
const isDialog = (form: HTMLFormElement, submitter: HTMLElement | null): boolean => {
  const method = submitter?.getAttribute('formmethod') ?? attributeOf(form, 'method')
  return method?.toLowerCase() === 'dialog'
}

/** After the listeners of the page: at the latest as it goes, which may come before any timer. */
const whenOver = (action: () => void): void => {
  const run = () => {
    clearTimeout(timer)
    removeEventListener('pagehide', run, true)
    attempt(action)
  }
  const timer = setTimeout(run)
  addEventListener('pagehide', run, true)
}

/**
 * Listens in the document, and in the open shadow trees that a visitor touches: there `submit` does not leave its tree
 * (https://dom.spec.whatwg.org/#dom-event-composed), but what comes before it does, a click or the focus.
 */
const listenInTrees = (type: string, listener: (event: Event) => void): void => {
  const listen = (tree: EventTarget) => tree.addEventListener(type, listener, true)
  const look = (event: Event) => {
    for (const place of event.composedPath()) if (place instanceof ShadowRoot) listen(place)
  }
  listen(window)
  for (const touch of ['click', 'focusin']) addEventListener(touch, (event) => void attempt(() => look(event)), true)
}
