import { attempt } from '../platform/attempt'
import { type Fields, idOf, textOf, toFields } from '../platform/fields'
import { beginCounting, type Counted } from './counted'
import type { Integration } from './port'

/**
 * Counts forms of WordPress's Contact Form 7 whose mail was sent, with the e-mail: `wpcf7mailsent` alone. `wpcf7submit` also
 * comes where a form was refused.
 *
 * @param counted - Form ids. Default: all.
 * @see https://github.com/rocklobster-in/contact-form-7/blob/master/includes/js/src/submit.js
 */
export const contactForm7 =
  (counted: Counted = true): Integration =>
  (port) => {
    const count = beginCounting(port, counted)
    const hear = (event: Event) => {
      const { contactFormId, inputs, status } = toFields((event as CustomEvent<unknown>).detail)
      const id = idOf(contactFormId)
      if (!id || (status ?? 'mail_sent') !== 'mail_sent') return
      const email = findEmail(event.target, inputs)
      count({ source: 'contact-form-7', id, email, properties: { contactForm7Form: id } }, id)
    }
    addEventListener('wpcf7mailsent', (event) => void attempt(() => hear(event)), true)
  }

/** The field that the form's e-mail stands in: the first of type `email`, else `your-email`, as the plugin's own form has it. */
const findEmail = (form: EventTarget | null, inputs: unknown): string | undefined => {
  const field = form instanceof Element ? form.querySelector('input[type=email]')?.getAttribute('name') : undefined
  const given: Fields[] = Array.isArray(inputs) ? inputs.map(toFields) : []
  return textOf(given.find(({ name }) => name === (field ?? 'your-email'))?.value)
}
