import { attempt } from '../attempt'
import { diagnose } from '../diagnose'
import { type Fields, toFields } from '../fields'
import { readWindow } from '../platform/named'
import { MEETINGS, type Success } from './forms'
import { isBelieved, isServingMeetings, watchFrames } from './sender'

/** A form of HubSpot's current editor. */
interface FormV4 {
  getFormFieldValues(): unknown
  getConversionId(): unknown
}

/** The script of those forms. */
interface FormsScript {
  getFormFromEvent(event: Event): FormV4 | null | undefined
}

/** What HubSpot posts. Anybody may post anything: each level may be missing, and no member is of a known type. */
interface Message {
  readonly type?: unknown
  readonly id?: unknown
  readonly eventName?: unknown
  readonly data?: unknown
  readonly formId?: unknown
  readonly conversionId?: unknown
  readonly submissionValues?: unknown
  readonly meetingBookSucceeded?: unknown
  readonly meetingsPayload?: { readonly bookingResponse?: { readonly postResponse?: { readonly contact?: unknown } } }
}

/** Longest message that is read: all messages of the page pass here. */
const MESSAGE_MAX = 1e5

const FORM_ID = /^[\da-f-]{36}$/

/**
 * Listens for HubSpot's successes. Nothing else counts: the first accepted conversion of a click is final, and one that
 * HubSpot then refuses, or that somebody else reports, would use it up.
 *
 * - Classic forms post `hsFormCallback` messages, inline ones to their own window
 *   (https://developers.hubspot.com/docs/cms/start-building/features/forms/legacy-forms).
 * - Forms of the current editor dispatch events on `window`
 *   (https://developers.hubspot.com/docs/api-reference/latest/marketing/forms/global-form-events).
 * - Pop-up forms of calls to action post `hsCallsToActionCallback`, which HubSpot's own advertising pixel listens to and its
 *   documentation does not name.
 * - Meetings post `meetingBookSucceeded`, which is undocumented.
 */
export const onHubSpotSuccess = (callback: (success: Success) => void): void => {
  attempt(watchFrames)
  const hear = (event: MessageEvent) => {
    attempt(() => {
      if (!isBelieved(event)) {
        diagnose('unbelieved', { event })
        return
      }
      const message = readMessage(event.data)
      const success = readClassicForm(message) ?? readPopUpForm(message) ?? readMeeting(message, event.origin)
      if (success) callback(success)
    })
  }
  // Before listeners that do not capture, one of which may remove the frame: in WebKit a message's source is null from then on.
  addEventListener('message', hear, true)

  addEventListener('hs-form-event:on-submission:success', (event) => {
    attempt(() => {
      const form = toFormId(readMessage((event as CustomEvent<unknown>).detail).formId)
      if (form) callback({ _form: form, ...readCurrentForm(event) })
    })
  })
}

/** The last e-mail that each form told: `onFormSubmit` does, which HubSpot has not accepted yet. */
const emails: Record<string, string | undefined> = {}

const readClassicForm = (message: Message): Success | undefined => {
  const form = toFormId(message.id)
  if (message.type !== 'hsFormCallback' || !form) return undefined
  const data = toFields(message.data)
  const email = (emails[form] = findEmail(data.submissionValues) ?? findEmail(data) ?? emails[form])
  if (message.eventName !== 'onFormSubmitted') return undefined
  return { _form: form, _submissionId: data.conversionId, _email: email }
}

const readPopUpForm = (message: Message): Success | undefined => {
  const { formId, conversionId, submissionValues } = toFields(message.data)
  const form = toFormId(formId)
  return form && message.type === 'hsCallsToActionCallback' && message.eventName === 'onCallToActionFormSubmitted'
    ? { _form: form, _submissionId: conversionId, _email: findEmail(submissionValues) }
    : undefined
}

/** Its inner levels are not documented either. */
const readMeeting = (message: Message, origin: string): Success | undefined =>
  message.meetingBookSucceeded === true && isServingMeetings(origin)
    ? { _form: MEETINGS, _email: findEmail(message.meetingsPayload?.bookingResponse?.postResponse?.contact) }
    : undefined

/** Its values come by a promise; a form that the page has replaced, or of an older script, tells none. */
const readCurrentForm = (event: Event): Omit<Success, '_form'> => {
  const form = attempt(() => (readWindow('HubSpotFormsV4') as FormsScript | undefined)?.getFormFromEvent(event))
  if (!form) return {}
  const readEmail = async () => findEmail(await form.getFormFieldValues())
  return {
    _submissionId: attempt(() => form.getConversionId()),
    _emailLater: readEmail().catch(() => undefined),
  }
}

/**
 * Finds the contact's e-mail. Names may bear the type of their object, `0-1` for contacts; an e-mail of another object, or
 * of a field that the form's owner added, may be somebody else's.
 *
 * @param values - A list of names and values, an object, or JSON text of either.
 */
export const findEmail = (values: unknown): string | undefined =>
  attempt(() => {
    for (const [key, field] of Object.entries(readMessage(values) as Fields)) {
      const { name = key, value = field } = toFields(field)
      const email: unknown = Array.isArray(value) ? value[0] : value
      if (/^(0-1\/)?email$/i.test(String(name)) && typeof email === 'string' && email.trim()) return email
    }
    return undefined
  })

const toFormId = (id: unknown): string | undefined => FORM_ID.exec(String(id).toLowerCase())?.[0]

/** Some embeds post JSON text, as many other scripts do, most of which is none. */
const readMessage = (data: unknown): Message =>
  toFields(typeof data === 'string' ? data.length < MESSAGE_MAX && attempt<unknown>(() => JSON.parse(data)) : data)
