import { diagnose } from '../../diagnose'
import { attributeOf } from '../../platform/forms'
import { whenOver } from '../../platform/over'
import { listenInTrees } from '../../platform/trees'

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
  listenInTrees('submit', (event) => hear(event as SubmitEvent))
}

/** It closes the dialog, and sends nothing. */
const isDialog = (form: HTMLFormElement, submitter: HTMLElement | null): boolean => {
  const method = submitter?.getAttribute('formmethod') ?? attributeOf(form, 'method')
  return method?.toLowerCase() === 'dialog'
}
