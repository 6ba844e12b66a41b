import { attempt } from '../attempt'
import { NAME } from '../name'
import type { Entry, State } from '../store'
import type { Diagnosis } from '../types'
import { isHeld } from './cookie'
import { readBody } from './describe'
import { known } from './known'
import { resolve, resolveAll } from './settings'
import { messages } from './voice'

/** The same as data. */
export const report = (): Diagnosis => {
  const { affiliate, landing, landingFrom, isGranted } = known
  const id = affiliate?.getClickId() ?? null
  const record = readStored('localStorage')?.c
  return {
    version: affiliate?.version ?? '',
    settings: resolveAll(),
    clickId: id,
    clickFrom: id ? (id === landing && landingFrom ? landingFrom : 'cookie') : null,
    keptIn: id ? (isHeld(id) ? 'cookie' : 'memory') : null,
    cookieDomain: id && record?.i === id && record.d !== undefined ? record.d || location.hostname : null,
    consent: isGranted === undefined ? 'undecided' : isGranted ? 'granted' : 'denied',
    outbox: (readStored(`${resolve('outbox').value}Storage`)?.o ?? []).map(toWaiting),
    messages: messages.map((message) => ({ ...message })),
  }
}

/** What other tabs write counts too, so it is read anew. */
const readStored = (area: string): State | undefined =>
  (known.memory?.[area] as State | undefined) ??
  attempt(() => JSON.parse((window as unknown as Record<string, Storage>)[area]?.getItem(NAME) ?? '') as State)

const toWaiting = ({ b, t, n, k, h }: Entry) => ({
  body: readBody(b),
  madeAt: new Date(t).toISOString(),
  dueAt: new Date(n).toISOString(),
  ...(k && { publishableKey: k }),
  ...(h && { heldForForm: h }),
})
