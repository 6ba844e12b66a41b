import { attempt } from '../attempt'

/** HubSpot's script for the forms of its current editor. */
interface FormsV4 {
  getFormFromEvent(event: Event): { getFormFieldValues(): unknown; getConversionId(): unknown }
}

/**
 * Told of a form that HubSpot has accepted, or of a meeting that it has booked.
 *
 * @param form - Form id in lower case; `meetings` for a booking.
 * @param values - The field values in one of HubSpot's shapes, or a promise of them.
 * @param id - HubSpot's id of this submission, where known.
 */
export type OnSuccess = (form: string, values: unknown, id?: unknown) => void

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
export function onHubSpotSuccess(callback: OnSuccess): void {
  /** Values of `onFormSubmit`, which HubSpot has not accepted yet. */
  const offered: Record<string, unknown> = {}

  addEventListener('message', (event) => {
    attempt(() => {
      const { type, eventName, id, data, meetingBookSucceeded, meetingsPayload } = parse(event.data)
      if (type === 'hsFormCallback' && isFromHubSpot(event)) {
        const form = formIdOf(id)
        if (eventName === 'onFormSubmit') offered[form] = data
        if (eventName === 'onFormSubmitted') {
          const { submissionValues, conversionId } = parse(data)
          callback(form, emailOf(submissionValues) ? submissionValues : offered[form], conversionId)
        }
      }
      if (meetingBookSucceeded === true && isFromFrame(event, /^https:\/\/(meetings|app)(-[a-z\d]+)?\.hubspot\.com$/))
        callback('meetings', meetingsPayload.bookingResponse.postResponse.contact)
    })
  })

  addEventListener('hs-form-event:on-submission:success', (event) => {
    attempt(() => {
      const form = formIdOf((event as CustomEvent).detail.formId)
      const forms = (window as unknown as { HubSpotFormsV4?: FormsV4 }).HubSpotFormsV4
      const instance = attempt(() => forms?.getFormFromEvent(event))
      callback(
        form,
        attempt(() => instance?.getFormFieldValues()),
        attempt(() => instance?.getConversionId()),
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
export function emailOf(values: unknown): string | undefined {
  return attempt(() => {
    const fields = parse(values)
    for (const key of Object.keys(fields)) {
      const { name = key, value = fields[key] } = Object(fields[key])
      const [email] = [].concat(value)
      if (/^(0-1\/)?email$/i.test(name) && String(email).trim()) return String(email)
    }
    return undefined
  })
}

/** A GUID. @throws For anything else. */
const formIdOf = (id: unknown) => (/^[\da-f-]{36}$/i.exec(id as string) as RegExpExecArray)[0].toLowerCase()

/** Some embeds post JSON text, as many other scripts do: all messages of the page pass here. */
const parse = (data: unknown) => Object(typeof data === 'string' && data.length < 1e5 ? attempt(() => JSON.parse(data)) : data)

function isFromHubSpot(event: MessageEvent): boolean {
  if (event.origin === location.origin) return event.source === window || isFromFrame(event, /^https?:/)
  return isFromFrame(event, /^https:\/\/([\w-]+\.)*(hubspot\.com|hsforms\.(com|net))$/)
}

/** A frame on this page at any depth: not its opener, not a pop-up, not the page around it. */
function isFromFrame({ origin, source }: MessageEvent, origins: RegExp): boolean {
  let frame = source as Window | null
  while (frame && frame !== frame.parent) {
    frame = frame.parent
    if (frame === window) return origins.test(origin)
  }
  return false
}
