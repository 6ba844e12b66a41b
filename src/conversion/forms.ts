import { diagnose } from '../diagnose'
import { isOn, readSetting } from '../settings'
import { createBody } from './body'
import { deliver } from './delivery'
import { addEntry } from './outbox'

/** How long a form waits for the merchant's own `track()`, which knows more. */
const HOLD_MS = 1e3

/** How long it waits for HubSpot to tell its e-mail. */
const HOLD_MAX_MS = 3e3

/** A conversion while it is held. */
interface Held {
  email?: string | undefined
  readonly properties: { readonly hubspotFormId: string; hubspotSubmissionId?: unknown }
  madeAt?: number
}

const held: Record<string, Held> = {}

/** Asks whether a form counts by the settings `hubspot` and `hubspot-meetings`. */
export const isCounted = (form: string): boolean =>
  form === 'meetings'
    ? isOn('hubspot-meetings')
    : (readSetting('hubspot', /^(on|off)$|.*[\da-f-]{36}.*/i) || 'on').toLowerCase().replace('on', form).includes(form)

/**
 * Writes a form's conversion at once and sends it a little later. HubSpot's two reports of one form are one conversion,
 * the one with the e-mail.
 */
export const holdForm = (
  clickId: string,
  form: string,
  id: unknown,
  email?: string,
  later?: Promise<string | undefined>,
): void => {
  const hold = (held[form] ||= { properties: { hubspotFormId: form } })
  diagnose('held', clickId, form)
  const learn = (known: string | undefined) =>
    deliver((entries, now) => {
      hold.email = hold.email || known
      if (id) hold.properties.hubspotSubmissionId = id
      const t = hold.madeAt || now
      const entry = {
        i: clickId,
        b: createBody(clickId, hold),
        t,
        n: t + (hold.email ? HOLD_MS : HOLD_MAX_MS),
        h: form,
      }
      const before = entries.find((other) => other.h === form && other.i === clickId)
      if (before) Object.assign(before, entry)
      else if (!hold.madeAt) addEntry(entries, entry)
      hold.madeAt = t
    })

  learn(email)
  later?.then(learn)
  setTimeout(() => delete held[form], HOLD_MAX_MS)
}
