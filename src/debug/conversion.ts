import { quietly } from './quietly'
import type { Outcome } from '../conversion/api'
import { isForbidden } from '../conversion/result'
import type { Facts } from '../diagnose'
import { toFields } from '../platform/fields'
import type { Entry } from '../stored/state'
import { known } from './known'
import { tellAnswer, whyQueued } from './answer'
import { describe, listPlaces } from './describe'
import { replace, join } from './rivals'
import { lookAtCall, lookAtProperties } from './key'
import { isPlain, nameOf } from './kind'
import { lookForSecret } from './names'
import { resolve } from './settings'
import { say } from './voice'
import { whyRefused } from './email'

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
  tracked({ conversion: given }: Facts['tracked']) {
    if (given !== undefined && !isPlain(given)) say('track-odd', nameOf(given))
    const unknown = isPlain(given) ? Object.keys(given).filter((name) => !FIELDS.includes(name)) : []
    if (unknown.length > 0) say('track-unknown', unknown.join(', '))
    for (const name of unknown)
      lookForSecret(
        name,
        quietly(() => toFields(given)[name]),
        'track() call',
      )
    if (known.consent === 'undecided') say('track-waits')
    lookAtCall(given)
  },
  email({ email, isValid }: Facts['email']) {
    if (email !== undefined && !isValid) say('email-refused', email, whyRefused(email))
  },
  properties({ conversion: given, properties: sent }: Facts['properties']) {
    const names = quietly(() => Object.keys(toFields(toFields(given).properties)), [])
    const dropped = names.filter((name) => sent[name.replace(/\p{Cs}/gu, '\ufffd')] === undefined)
    if (dropped.length > 0) say('properties-dropped', dropped.join(', '))
    lookAtProperties(sent)
  },
  cut: () => say('values-cut'),
  kept({ clickId, body }: Facts['kept']) {
    say('kept', describe(body), listPlaces(resolve('outbox').value))
    calls.push(clickId)
  },
  capped({ entry }: Facts['capped']) {
    if (entry) say('over-cap', describe(entry.body))
  },
  replaced: ({ entry }: Facts['replaced']) => replace(entry.clickId, entry.heldFor ?? ''),
  outbox({ entries, now }: Facts['outbox']) {
    for (const clickId of calls.splice(0)) join(clickId, 'track()')
    for (const entry of entries) tellWait(entry, now)
  },
  expired: ({ entry }: Facts['expired']) => say('too-old', describe(entry.body)),
  unknown: ({ entry, clickId }: Facts['unknown']) => say('click-before', entry.clickId, clickId),
  sending: ({ entry, tries }: Facts['sending']) =>
    say('sending', describe(entry.body), resolve('api-host').value, tries),
  answered(answered: Facts['answered']) {
    const { entry, outcome, result, tries } = answered
    if (result.status === 'queued') lasts.set(entry.body, { outcome, tries })
    tellAnswer(answered)
  },
}

const tellWait = (entry: Entry, now: number) => {
  const last = lasts.get(entry.body)
  const what = describe(entry.body)
  lasts.delete(entry.body)
  if (!entry.publishableKey && resolve('publishable-key').from === 'default') say('no-key', known.bareUrl)
  else if (last) {
    if (isForbidden(last.outcome._status)) say('next-page', what, whyQueued(last.outcome))
    else if (navigator.onLine === false) say('offline', what)
    else say('tried-again', what, whyQueued(last.outcome), (entry.dueAt - now) / 1e3)
  }
}
