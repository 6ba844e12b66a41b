import { whenOver } from '../../platform/over'
import { HANDOVER_PARAM } from '../../stored/handover'
import { findAttribute, replaceForNow } from './attribute'
import type { Decorate } from './decorator'

/** What a form's encoding leaves as it is, or escapes as a URL does: it makes `+` of a space, and has a charset of its own. */
const PLAIN = /^[!-~]+$/

/**
 * Gives a form the click until it is submitted. The query of its action goes with POST; with GET its fields are the query, so that the
 * click is one of them.
 *
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#form-submission-algorithm
 */
export const decorateForm = ({ target: form, submitter, isTrusted }: SubmitEvent, decorate: Decorate): void => {
  // Made by a script, the event submits nothing.
  if (!(form instanceof HTMLFormElement) || isTrusted === false) return
  const own = (name: string) => findAttribute(submitter, `form${name}`) ?? findAttribute(form, name)
  const action = own('action')
  const method = own('method')?.value.toLowerCase()
  // Without an action a form leads to its own page, whatever the base.
  if (!action?.value || method === 'dialog') return
  if (method === 'post') replaceForNow(action, decorate(action.value))
  else addForNow(form, decorate(action.value.split(/[?#]/)[0] ?? ''))
}

const addForNow = (form: HTMLFormElement, url: string): void => {
  const value = decodeURIComponent(url.split(`${HANDOVER_PARAM}=`)[1] ?? '')
  if (!PLAIN.test(value)) return
  const field = document.createElement('input')
  Object.assign(field, { type: 'hidden', name: HANDOVER_PARAM, value })
  Element.prototype.append.call(form, field)
  whenOver(() => field.remove())
}
