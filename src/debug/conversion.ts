import { attempt } from '../attempt'
import type { Outcome } from '../conversion/api'
import type { Entry, State } from '../store'
import type { ConversionResult } from '../types'
import { known } from './known'
import { tellAnswer, whyQueued } from './answer'
import { describe, listPlaces } from './describe'
import { replace, join } from './rivals'
import { resolve } from './settings'
import { say } from './voice'
import { whyRefused } from './email'

const LIFETIME_MS = 7 * 864e5
const POSTS_MAX = 5
const FIELDS = ['email', 'properties', 'publishableKey']

interface Last {
  readonly outcome: Outcome
  readonly tries: number
}

/** What the last try of a body came to, until its entry is looked at. */
const lasts = new Map<string, Last>()

/** Clicks that `track()` was called for, until it is known whether it takes a form's place. */
const calls: string[] = []

/** Of a conversion's way, from a call to an answer. */
export const conversion = {
  tracked(given: unknown) {
    if (given !== undefined && !isPlain(given)) say('track-odd', nameOf(given))
    const unknown = isPlain(given) ? Object.keys(given).filter((name) => !FIELDS.includes(name)) : []
    if (unknown.length > 0) say('track-unknown', unknown.join(', '))
    if (known.isGranted === undefined) say('track-waits')
  },
  email(email: string | undefined, body: { readonly email?: unknown }) {
    if (email && body.email !== email) say('email-refused', email, whyRefused(email))
  },
  properties(given: unknown, sent: object) {
    const names = attempt(() => Object.keys((given as { properties: object }).properties)) ?? []
    const dropped = names.filter(
      (name) => (sent as Record<string, unknown>)[name.replace(/\p{Cs}/gu, '\ufffd')] === undefined,
    )
    if (dropped.length > 0) say('properties-dropped', dropped.join(', '))
  },
  cut: () => say('values-cut'),
  kept(clickId: string, body: string) {
    say('kept', describe(body), listPlaces(resolve('outbox').value))
    calls.push(clickId)
  },
  capped: (gone: readonly Entry[]) => gone.forEach(({ b }) => say('over-cap', describe(b))),
  outbox(_area: string, { o: entries }: State, now: number) {
    for (const entry of entries) if (entry.h && !entry.t) replace(entry.i, entry.h)
    for (const clickId of calls.splice(0)) join(clickId, 'track()')
    for (const entry of entries) if (entry.t) tellWait(entry, now)
  },
  sending: ({ b }: Entry, tries: number) => say('sending', describe(b), resolve('api-host').value, tries),
  answered(entry: Entry, outcome: Outcome, result: ConversionResult, tries: number) {
    if (result.status === 'queued') lasts.set(entry.b, { outcome, tries })
    tellAnswer(entry, outcome, result)
  },
}

const tellWait = (entry: Entry, now: number) => {
  const last = lasts.get(entry.b)
  const what = describe(entry.b)
  lasts.delete(entry.b)
  if (Math.abs(now - entry.t) >= LIFETIME_MS) say('too-old', what)
  else if (!entry.k && resolve('publishable-key').from === 'default') say('no-key')
  else if (navigator.onLine === false) say('offline', what)
  else if (last) {
    const isOver = last.tries >= POSTS_MAX || [401, 403].includes(last.outcome.status)
    if (isOver) say('next-page', what, whyQueued(last.outcome))
    else say('tried-again', what, whyQueued(last.outcome), (entry.n - now) / 1e3)
  }
}

const isPlain = (given: unknown): given is object =>
  typeof given === 'object' &&
  given !== null &&
  !Array.isArray(given) &&
  !(given instanceof Event) &&
  !(given instanceof Node)

const nameOf = (given: unknown) => {
  if (typeof given === 'string') return 'a text'
  return given instanceof Event
    ? `an event (${given.type})`
    : Object.prototype.toString.call(given).slice(8, -1).toLowerCase()
}
