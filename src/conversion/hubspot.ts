import { attempt } from '../attempt'
import { diagnose } from '../diagnose'

/** A form of HubSpot's current editor. */
interface FormV4 {
  getFormFieldValues(): unknown
  getConversionId(): unknown
}

/** A page with the script of those forms. */
interface FormsPage {
  HubSpotFormsV4: { getFormFromEvent(event: Event): FormV4 }
}

/**
 * Told of a form that HubSpot has accepted, or of a meeting that it has booked.
 *
 * @param form - Form id in lower case; `meetings` for a booking.
 * @param id - HubSpot's id of this submission, where known.
 * @param email - The contact's, where known.
 * @param later - The same where HubSpot tells it by a promise; never a rejection.
 */
export type OnSuccess = (form: string, id: unknown, email?: string, later?: Promise<string | undefined>) => void

/**
 * Listens for HubSpot's successes. Nothing else counts: the first accepted conversion of a click is final, and one that
 * HubSpot then refuses, or that somebody else reports, would use it up.
 *
 * - Classic forms post `hsFormCallback` messages, inline ones to their own window
 *   (https://developers.hubspot.com/docs/cms/start-building/features/forms/legacy-forms).
 * - Forms of the current editor dispatch events on `window`
 *   (https://developers.hubspot.com/docs/api-reference/latest/marketing/forms/global-form-events).
 * - Meetings post `meetingBookSucceeded`, which is undocumented.
 */
export const onHubSpotSuccess = (callback: OnSuccess): void => {
  /** The last that each form told: `onFormSubmit` does, which HubSpot has not accepted yet. */
  const emails: Record<string, string | undefined> = {}

  addEventListener('message', (event) => {
    attempt(() => {
      const origin = event.origin
      if (!isBelieved(event.source, origin)) {
        diagnose('unbelieved', event)
        return
      }
      const told = parse(event.data)
      if (told.type === 'hsFormCallback') {
        const form = formIdOf(told.id)
        const fields = parse(told.data)
        emails[form] = emailOf(fields.submissionValues) || emailOf(told.data) || emails[form]
        if (told.eventName === 'onFormSubmitted') callback(form, fields.conversionId, emails[form])
      }
      // Among HubSpot's hosts those of meetings, such as `meetings-eu1`.
      if (told.meetingBookSucceeded === true && /\/(meetings|app)[-.].*hubspot\.com$/.test(origin))
        callback('meetings', undefined, emailOf(told.meetingsPayload?.bookingResponse?.postResponse?.contact))
    })
  })

  addEventListener('hs-form-event:on-submission:success', (event) => {
    attempt(() => {
      const form = formIdOf((event as CustomEvent).detail.formId)
      const instance = attempt(() => (window as unknown as FormsPage).HubSpotFormsV4.getFormFromEvent(event)) as FormV4
      const values = new Promise((resolve) => resolve(instance.getFormFieldValues()))
      callback(
        form,
        attempt(() => instance.getConversionId()),
        undefined,
        values.then(emailOf, emailOf),
      )
    })
  })
}

/**
 * Finds the contact's e-mail. Names may bear the type of their object, `0-1` for contacts; an e-mail of another object, or
 * of a field that the form's owner added, may be somebody else's.
 *
 * @param values - A list of names and values, an object, or JSON text of either.
 */
export const emailOf = (values: unknown): string | undefined => {
  return attempt(() => {
    const fields = parse(values)
    for (const key of Object.keys(fields)) {
      const { name = key, value = fields[key] } = Object(fields[key])
      const [email] = ([] as string[]).concat(value)
      if (/^(0-1\/)?email$/i.test(name) && email?.trim?.()) return email
    }
  })
}

/** A GUID. @throws For anything else. */
const formIdOf = (id: unknown) => (/^[\da-f-]{36}$/i.exec(id as string) as RegExpExecArray)[0].toLowerCase()

/** Some embeds post JSON text, as many other scripts do: all messages of the page pass here. */
const parse = (data: unknown) =>
  Object(typeof data === 'string' && data.length < 1e5 ? attempt(() => JSON.parse(data)) : data)

/**
 * The page itself, or a frame on it at any depth: not its opener, not a pop-up, not the page around it. Not origin `null`,
 * which every sandbox has.
 */
const isBelieved = (source: MessageEventSource | null, origin: string): boolean => {
  let frame = source as Window | null
  while (frame && frame !== window && frame !== frame.parent) frame = frame.parent
  if (origin === 'null' || frame !== window) return false
  return (
    origin === location.origin ||
    (source !== window && /^https:\/\/([\w-]+\.)*(hubspot\.com|hsforms\.(com|net))$/.test(origin))
  )
}
