import { attempt } from '../platform/attempt'
import { toFields } from '../platform/fields'
import { onLoaded } from '../platform/loaded'
import { readWindow } from '../platform/named'
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
      const id = String(form.getId())
      const { Email } = toFields(values)
      const email = typeof Email === 'string' ? Email : undefined
      count({ source: 'marketo', id, email, properties: { marketoForm: id } }, id)
    }
    whenLoaded((script) => {
      script.whenReady((form) => void attempt(() => form.onSuccess((values) => void attempt(() => hear(form, values)))))
    })
  }

/** Calls back with Marketo's script: now, or when the script that brings it has loaded. */
const whenLoaded = (callback: (script: FormsScript) => void): void => {
  let isFound = false
  const look = () => {
    const script = readWindow('MktoForms2') as FormsScript | undefined
    if (isFound || typeof script?.whenReady !== 'function') return
    isFound = true
    stop()
    attempt(() => callback(script))
  }
  const stop = onLoaded(look)
  look()
}
