import { listControls, markedName } from '../../platform/forms'
import { EMAIL_MARK, PROPERTY_MARK } from './mark'

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** What of a form may leave the page. */
export interface Told {
  readonly email?: string | undefined
  readonly properties?: object | undefined
}

/** Reads of a form what may leave the page: the e-mail, and the fields that the merchant has marked. */
export const readFields = (form: HTMLFormElement): Told => {
  const fields = listFields(form)
  const email =
    fields.find((field) => field.hasAttribute(EMAIL_MARK)) ??
    fields.find((field) => field.type === 'email' && field.value.trim())
  const properties = new Map<string, unknown>()
  for (const field of fields) {
    const name = field.hasAttribute(PROPERTY_MARK) ? markedName(field, PROPERTY_MARK) || field.name : ''
    const value = name && readValue(field)
    if (value) properties.set(name, [properties.get(name) ?? [], value].flat())
  }
  return {
    email: email?.value.trim() || undefined,
    properties: Object.fromEntries([...properties].map(([name, values]) => [name, oneOf(values)])),
  }
}

const listFields = (form: HTMLFormElement): Field[] =>
  listControls(form).filter((field): field is Field => isField(field) && !field.matches(':disabled'))

/** The browser's own: what a custom element would send is its own business. */
const isField = (element: Element) =>
  [HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement].some((type) => element instanceof type)

/** What the form would send; never a password or a file. */
const readValue = (field: Field): string | readonly string[] => {
  if (field instanceof HTMLSelectElement) return [...field.selectedOptions].map(({ value }) => value)
  const isUnchosen = field instanceof HTMLInputElement && /^(checkbox|radio)$/.test(field.type) && !field.checked
  return isUnchosen || /^(password|file|button|submit|image|reset)$/.test(field.type) ? '' : field.value
}

const oneOf = (values: unknown): unknown =>
  Array.isArray(values) && values.length === 1 ? (values[0] as unknown) : values
