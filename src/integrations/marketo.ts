import { attempt } from '../platform/attempt'
import { idOf, textOf, toFields } from '../platform/fields'
import { readWindow } from '../platform/named'
import { whenPresent } from '../platform/present'
import { beginCounting, type Counted } from './counted'
import type { Integration } from './port'

/** A form of Marketo's Forms 2. */
interface Form {
  getId(): unknown
  onSuccess(handler: (values: unknown) => void): void
}

interface FormsScript {
  whenReady(callback: (form: Form) => void): void
}

/**
 * Counts forms that Marketo has accepted, with their e-mail: `onSuccess`, and not `onSubmit`, which comes before the answer. The
 * handler returns nothing: `false` would suppress the page that follows.
 *
 * @param counted - Form ids. Default: all.
 * @see https://experienceleague.adobe.com/en/docs/marketo-developer/marketo/javascriptapi/forms-api-reference
 */
export const marketo =
  (counted: Counted = true): Integration =>
  (port) => {
    const count = beginCounting(port, counted)
    const hear = (form: Form, values: unknown) => {
      const id = idOf(form.getId())
      const email = textOf(toFields(values).Email)
      count({ source: 'marketo', id, email, properties: { marketoForm: id } }, id ?? '')
    }
    whenPresent(() => {
      const script = readWindow('MktoForms2') as FormsScript | undefined
      if (typeof script?.whenReady !== 'function') return false
      script.whenReady((form) => void attempt(() => form.onSuccess((values) => void attempt(() => hear(form, values)))))
      return true
    })
  }
