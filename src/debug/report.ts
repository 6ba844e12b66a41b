import { quietly } from './quietly'
import { HOST_ONLY } from '../click/id'
import type { Diagnosis } from '../types'
import { isHeld } from './cookie'
import { known } from './known'
import { resolveAll } from './settings'
import { concealIn } from './secret'
import { listWaiting, readStored, toWaiting } from './stored'
import { messages } from './voice'

/** The same as data. */
export const report = (): Diagnosis => {
  // First, since it starts a page that has not started yet: what is known changes with it.
  const id = quietly(() => known.affiliate?.getClickId()) ?? null
  const { affiliate, landing, landingFrom, consent = 'undecided' } = known
  const record = readStored('local').click
  return {
    version: affiliate?.version ?? '',
    settings: concealIn(resolveAll()) as Diagnosis['settings'],
    clickId: id,
    clickFrom: id ? (id === landing && landingFrom ? landingFrom : 'cookie') : null,
    keptIn: id ? (isHeld(id) ? 'cookie' : 'memory') : null,
    cookieDomain: id && record?.id === id && record.cookieDomain !== undefined ? domainOf(record.cookieDomain) : null,
    consent,
    outbox: listWaiting().map(toWaiting),
    messages: messages.map((message) => ({ ...message })),
  }
}

/** A cookie's domain, in words. */
export const domainOf = (cookieDomain: string): string =>
  cookieDomain === HOST_ONLY ? location.hostname : cookieDomain
