import { diagnose } from '../diagnose'
import { countsForm, readSetting } from '../settings/resolve'
import { createBody, normalize } from './body'
import { deliver } from './delivery'
import { addEntry } from './outbox'

/** How long a form waits for the merchant's own `track()`, which knows more. */
const HOLD_MS = 1e3

/** How long it waits for HubSpot to tell its e-mail. */
const HOLD_MAX_MS = 3e3

/** In place of a form id. */
export const MEETINGS = 'meetings'

/** A form that HubSpot has accepted, or a meeting that it has booked. */
export interface Success {
  /** Form id in lower case; `MEETINGS` for a booking. */
  readonly _form: string
  /** HubSpot's id of this submission, where known. */
  readonly _submissionId?: unknown
  /** The contact's, where known. */
  readonly _email?: string | undefined
  /** The same where HubSpot tells it by a promise; never a rejection. */
  readonly _emailLater?: Promise<string | undefined> | undefined
}

/** What is known of a form while it is held. */
interface Held {
  email?: string | undefined
  readonly properties: { readonly hubspotFormId: string; hubspotSubmissionId?: unknown }
}

interface Holding {
  readonly _content: Held
  _madeAt?: number
}

const holdings: Record<string, Holding> = {}

/** Asks whether a form counts by the settings `hubspot` and `hubspot-meetings`. */
export const isCounted = (form: string): boolean =>
  form === MEETINGS ? readSetting('hubspot-meetings') : countsForm(form)

/**
 * Writes a form's conversion at once and sends it a little later. HubSpot's two reports of one form are one conversion,
 * the one with the e-mail.
 */
export const holdForm = (clickId: string, success: Success): void => {
  const form = success._form
  const holding = (holdings[form] ??= { _content: { properties: { hubspotFormId: form } } })
  const content = holding._content
  diagnose('held', { clickId, form })
  if (success._submissionId) content.properties.hubspotSubmissionId = success._submissionId

  const learn = (email: string | undefined) => {
    content.email ||= email
    deliver((entries, now) => {
      const isFirst = !holding._madeAt
      const madeAt = (holding._madeAt ??= now)
      const dueAt = madeAt + (content.email ? HOLD_MS : HOLD_MAX_MS)
      const entry = { clickId, body: createBody(clickId, normalize(content)), madeAt, dueAt, heldForForm: form }
      const before = entries.find((other) => other.heldForForm === form && other.clickId === clickId)
      if (before) Object.assign(before, entry)
      // One that is gone was sent, or has made way.
      else if (isFirst) addEntry(entries, entry)
    })
  }

  learn(success._email)
  void success._emailLater?.then(learn)
  setTimeout(() => delete holdings[form], HOLD_MAX_MS)
}
