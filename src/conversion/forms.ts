import { diagnose } from '../diagnose'
import { readSetting } from '../settings/resolve'
import type { ConversionResult } from '../types'
import { type Content, createBody, normalize } from './body'
import { deliver, send } from './delivery'
import { addEntry } from './outbox'
import { promiseResult } from './result'

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

/** A `track()` of the merchant's. */
export interface Call {
  readonly _content: Content
  /** Where the call gave one. */
  readonly _publishableKey: string | undefined
}

/** What is known of a form while it is held. */
interface Holding {
  readonly _clickId: string
  readonly _form: string
  readonly _madeAt: number
  /** What HubSpot has told. */
  readonly _told: {
    email?: string | undefined
    readonly properties: { readonly hubspotFormId: string; hubspotSubmissionId?: unknown }
  }
  /** Whether it has been written. */
  _isKept?: boolean
  /** Whether HubSpot has yet to tell its e-mail. */
  _isAwaited?: boolean
  /** Whether it was sent, or a call has taken its place. */
  _isOver?: boolean
  /** A call that waits for that e-mail, and who waits for its result. */
  _call?: Call & { readonly _resolve: (result: Promise<ConversionResult>) => void }
}

const holdings: Record<string, Holding> = {}

/** Asks whether a form counts by the settings `hubspot` and `hubspot-meetings`. */
export const isCounted = (form: string): boolean => {
  const meetings = readSetting('hubspot-meetings')
  if (form === MEETINGS) return meetings
  // Name nothing, and HubSpot's forms count; name something, and only what is named counts.
  return readSetting('hubspot')?.(form) ?? !meetings
}

/**
 * Writes a form's conversion at once and sends it a little later. HubSpot's two reports of one form are one conversion,
 * the one with the e-mail.
 */
export const holdForm = (clickId: string, success: Success): void => {
  const form = success._form
  diagnose('held', { clickId, form })
  const holding = (holdings[form] ??= createHolding(clickId, form))
  if (success._submissionId) holding._told.properties.hubspotSubmissionId = success._submissionId
  learn(holding, success._email, success._emailLater)
  void success._emailLater?.then((email) => learn(holding, email))
}

const createHolding = (clickId: string, form: string): Holding => {
  const holding: Holding = {
    _clickId: clickId,
    _form: form,
    _madeAt: Date.now(),
    _told: { properties: { hubspotFormId: form } },
  }
  setTimeout(() => {
    holding._isOver = true
    delete holdings[form]
  }, HOLD_MAX_MS)
  return holding
}

const learn = (holding: Holding, email: string | undefined, emailLater?: Success['_emailLater']): void => {
  if (holding._isOver) return
  holding._told.email ||= email
  holding._isAwaited = !!emailLater && !holding._told.email
  const call = holding._call
  if (call && !holding._isAwaited) void sendWhole(holding._clickId, call, [holding])
  else keepHeld(holding)
}

/** One that is gone was sent, or has made way: it is not added again. */
const keepHeld = (holding: Holding): void =>
  deliver((entries) => {
    const { _clickId: clickId, _form: form, _madeAt: madeAt, _call: call } = holding
    const body = createBody(clickId, complete(undefined, holding))
    const entry = {
      clickId,
      body,
      madeAt,
      dueAt: endOf(holding),
      heldForForm: form,
      publishableKey: call?._publishableKey,
    }
    const before = entries.find((other) => other.heldForForm === form && other.clickId === clickId)
    if (before) Object.assign(before, entry)
    else if (!holding._isKept) addEntry(entries, entry)
    holding._isKept = true
  })

/**
 * Sends a call of the merchant's, which completes what is held for the same click: its fields win, what it lacks comes from
 * the form. An e-mail that HubSpot has yet to tell is waited for.
 */
export const sendCall = (clickId: string, call: Call): Promise<ConversionResult> => {
  const held = Object.values(holdings).filter(
    (holding) => holding._clickId === clickId && !holding._isOver && Date.now() < endOf(holding),
  )
  const awaited = held.find((holding) => holding._isAwaited && !holding._call)
  if (!awaited || call._content.email) return sendWhole(clickId, call, held)
  return promiseResult('waiting', (resolve) => {
    awaited._call = { ...call, _resolve: resolve }
    keepHeld(awaited)
  })
}

const sendWhole = (clickId: string, call: Call, held: readonly Holding[]): Promise<ConversionResult> => {
  for (const holding of held) holding._isOver = true
  const content = held.reduce(complete, call._content)
  const publishableKey = call._publishableKey ?? held.map(({ _call }) => _call?._publishableKey).find(Boolean)
  const result = send(clickId, createBody(clickId, content), publishableKey)
  for (const holding of held) holding._call?._resolve(result)
  return result
}

const endOf = ({ _madeAt, _told }: Holding): number => _madeAt + (_told.email ? HOLD_MS : HOLD_MAX_MS)

const complete = (content: Content | undefined, holding: Holding): Content => {
  const told = normalize(holding._told)
  const earlier = holding._call?._content
  return {
    email: content?.email ?? earlier?.email ?? told.email,
    properties: { ...told.properties, ...earlier?.properties, ...content?.properties },
  }
}
