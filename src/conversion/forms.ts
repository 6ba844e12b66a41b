import { attempt } from '../attempt'
import { isOn, readSetting } from '../settings'
import { createBody } from './body'
import { deliver } from './delivery'
import { emailOf } from './hubspot'
import { addEntry } from './outbox'

/** How long a form waits for the merchant's own `track()`, which knows more. */
const HOLD_MS = 1e3

/** How long it waits for HubSpot to tell its e-mail. */
const HOLD_MAX_MS = 3e3

interface Held {
  email?: string | undefined
  id?: unknown
  isRipe?: boolean
  isWritten?: boolean
}

const held: Record<string, Held> = {}

/** Asks whether a form counts by the settings `hubspot` and `hubspot-meetings`. */
export function isCounted(form: string): boolean {
  if (form === 'meetings') return isOn('hubspot-meetings')
  const only = readSetting('hubspot', /^(?!on$|true$)/i)
  return !only || only.toLowerCase().split(/[\s,]+/).includes(form)
}

/**
 * Writes a form's conversion at once and sends it a little later. HubSpot's two reports of one form are one conversion,
 * the one with the e-mail.
 */
export function holdForm(clickId: string, form: string, values: unknown, id: unknown): void {
  const isFirst = !held[form]
  const hold = (held[form] ||= {})
  const write = () =>
    deliver((entries, now) => {
      const properties = { hubspotFormId: form, hubspotSubmissionId: hold.id }
      const body = createBody(clickId, { email: hold.email, properties })
      const entry = entries.find(({ h }) => h === form)
      if (entry) {
        entry.b = body
        if (hold.isRipe && hold.email) entry.n = now
      } else if (!hold.isWritten) addEntry(entries, { i: clickId, b: body, t: now, n: now + HOLD_MAX_MS, h: form })
      hold.isWritten = true
    })
  const learn = (known: unknown) => {
    hold.email ||= emailOf(known)
    hold.id ||= id
    write()
  }

  learn(values)
  attempt(() => (values as Promise<unknown>).then(learn, () => {}))
  if (!isFirst) return
  setTimeout(() => {
    hold.isRipe = true
    write()
  }, HOLD_MS)
  setTimeout(() => delete held[form], HOLD_MAX_MS)
}
