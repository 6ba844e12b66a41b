import { attempt } from '../attempt'
import { NAME } from '../name'
import type { Entry, State } from '../store'
import type { Diagnosis } from '../types'
import { isHeld } from './cookie'
import { readBody } from './describe'
import { known } from './known'
import { resolve, resolveAll } from './settings'
import { messages } from './voice'

/** As long as the code keeps an entry. */
const LIFETIME_MS = 7 * 864e5

/** The same as data. */
export const report = (): Diagnosis => {
  // First, since it starts a page that has not started yet: what is known changes with it.
  const id = attempt(() => known.affiliate?.getClickId()) ?? null
  const { affiliate, landing, landingFrom, isGranted } = known
  const record = readStored('localStorage')?.c
  return {
    version: affiliate?.version ?? '',
    settings: resolveAll(),
    clickId: id,
    clickFrom: id ? (id === landing && landingFrom ? landingFrom : 'cookie') : null,
    keptIn: id ? (isHeld(id) ? 'cookie' : 'memory') : null,
    cookieDomain: id && record?.i === id && record.d !== undefined ? record.d || location.hostname : null,
    consent: isGranted === undefined ? 'undecided' : isGranted ? 'granted' : 'denied',
    outbox: (readStored(`${resolve('outbox').value}Storage`)?.o ?? []).filter(isFresh).map(toWaiting),
    messages: messages.map((message) => ({ ...message })),
  }
}

/** What other tabs write counts too, so it is read anew; what is damaged is as good as empty, as it is for the code. */
const readStored = (area: string): State | undefined =>
  (known.memory?.[area] as State | undefined) ??
  attempt(() => {
    const text = (window as unknown as Record<string, Storage>)[area]?.getItem(NAME) ?? ''
    const { c, s, o } = JSON.parse(text) as State
    return { c, s: s.slice(), o: o.filter((entry) => /^{/.test(entry.b) && entry.i && entry.t + entry.n) }
  })

const isFresh = ({ t }: Entry) => attempt(() => Math.abs(Date.now() - t) < LIFETIME_MS)

const toWaiting = ({ b, t, n, k, h }: Entry) => ({
  body: readBody(b),
  madeAt: toIso(t),
  dueAt: toIso(n),
  ...(k && { publishableKey: k }),
  ...(h && { heldForForm: h }),
})

/** Empty for what is no date: storage may be damaged. */
const toIso = (ms: number) => attempt(() => new Date(ms).toISOString()) ?? ''
