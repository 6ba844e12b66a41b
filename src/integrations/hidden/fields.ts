import { diagnose } from '../../diagnose'
import { attributeOf, listControls, markedName } from '../../platform/forms'
import { toFields } from '../../platform/fields'
import { listenInTrees } from '../../platform/trees'
import type { Port } from '../port'
import { isFilled, MARK, NAME } from './mark'

/**
 * Fills marked fields as their form is submitted, before the page's listeners read them, and gives the form's data the same: that
 * also comes with `form.submit()` and `new FormData(form)`. Always anew, so that no old click is left in a field: empty without one.
 *
 * @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#constructing-the-form-data-set
 */
export const fillFields = ({ getClickId }: Port): void => {
  listenInTrees('submit', ({ target }) => {
    if (!(target instanceof HTMLFormElement)) return
    const fields = listMarked(target)
    const clickId = fields.length > 0 ? (getClickId() ?? '') : ''
    for (const field of fields) if (field.value !== clickId) write(field, clickId)
  })
  listenInTrees('formdata', (event) => {
    const { target: form } = event
    const { formData } = toFields(event)
    if (!(form instanceof HTMLFormElement && formData instanceof FormData)) return
    const names = listNames(form)
    const clickId = names.length > 0 ? getClickId() : null
    for (const name of names) formData.set(name, clickId ?? '')
    if (names.length > 0) diagnose('filled', { names, clickId })
  })
}

const listMarked = (form: HTMLFormElement): HTMLInputElement[] =>
  listControls(form)
    .filter(isFilled)
    .filter((field) => !field.matches(':disabled'))

/** The names under which a form sends the click; a marked form needs no field. */
const listNames = (form: HTMLFormElement): string[] => {
  const isMarked = attributeOf(form, MARK) !== null
  return [...listMarked(form).map(({ name }) => name), ...(isMarked ? [markedName(form, MARK) || NAME] : [])]
}

/**
 * Past React, which puts a setter of its own on the field and takes no notice of what goes through it; and with the event that
 * tells frameworks of a change (https://github.com/facebook/react/issues/10135).
 */
const write = (field: HTMLInputElement, value: string): void => {
  Reflect.set(HTMLInputElement.prototype, 'value', value, field)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}
