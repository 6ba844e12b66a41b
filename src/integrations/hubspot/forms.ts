import { attempt } from '../../platform/attempt'
import { type Fields, textOf, toFields } from '../../platform/fields'
import { readWindow } from '../../platform/named'
import { readMessage } from '../message'
import { findEmail } from './email'
import { createSuccess, type HubSpotSuccess } from './success'

/** A form of HubSpot's current editor. */
interface FormV4 {
  getFormFieldValues(): unknown
  getConversionId(): unknown
}

/** The script of those forms. */
interface FormsScript {
  getFormFromEvent(event: Event): FormV4 | null | undefined
}

const FORM_ID = /^[\da-f-]{36}$/

const toFormId = (id: unknown): string | undefined => FORM_ID.exec(textOf(id)?.toLowerCase() ?? '')?.[0]

/** The last e-mail that each form told: `onFormSubmit` does, which HubSpot has not accepted yet. */
const emails: Record<string, string | undefined> = {}

/**
 * Reads a message of a classic form; inline ones post to their own window.
 *
 * @see https://developers.hubspot.com/docs/cms/start-building/features/forms/legacy-forms
 */
export const readClassicForm = (message: Fields): HubSpotSuccess | undefined => {
  const form = toFormId(message.id)
  if (message.type !== 'hsFormCallback' || !form) return undefined
  const data = toFields(message.data)
  const email = (emails[form] = findEmail(data.submissionValues) ?? findEmail(data) ?? emails[form])
  return message.eventName === 'onFormSubmitted' ? createSuccess(form, email, data.conversionId) : undefined
}

/**
 * Reads a message of a call to action's pop-up form, which HubSpot's own advertising pixel listens to, and its documentation
 * does not name.
 */
export const readPopUpForm = (message: Fields): HubSpotSuccess | undefined => {
  const { formId, conversionId, submissionValues } = toFields(message.data)
  const form = toFormId(formId)
  return form && message.type === 'hsCallsToActionCallback' && message.eventName === 'onCallToActionFormSubmitted'
    ? createSuccess(form, findEmail(submissionValues), conversionId)
    : undefined
}

/**
 * Reads an event of a form of the current editor. Its values come by a promise; a form that the page has replaced, or of an
 * older script, tells none.
 *
 * @see https://developers.hubspot.com/docs/api-reference/latest/marketing/forms/global-form-events
 */
export const readCurrentForm = (event: Event): HubSpotSuccess | undefined => {
  const id = toFormId(readMessage((event as CustomEvent<unknown>).detail).formId)
  if (!id) return undefined
  const form = attempt(() => (readWindow('HubSpotFormsV4') as FormsScript | undefined)?.getFormFromEvent(event))
  if (!form) return createSuccess(id, undefined)
  const readEmail = async () => findEmail(await form.getFormFieldValues())
  return createSuccess(
    id,
    readEmail().catch(() => undefined),
    attempt(() => form.getConversionId()),
  )
}
