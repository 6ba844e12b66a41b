import { quietly } from './quietly'
import { HOST_ONLY } from '../click/id'
import { NAME } from '../stored/name'
import { isFresh } from '../conversion/limits'
import { createState, type Entry, parseState, type State, type StorageArea } from '../stored/state'
import type { Diagnosis, WaitingConversion } from '../types'
import { isHeld } from './cookie'
import { readBody } from './describe'
import { known } from './known'
import { resolve, resolveAll } from './settings'
import { concealIn } from './secret'
import { messages } from './voice'

/** The same as data. */
export const report = (): Diagnosis => {
  // First, since it starts a page that has not started yet: what is known changes with it.
  const id = quietly(() => known.affiliate?.getClickId()) ?? null
  const { affiliate, landing, landingFrom, consent = 'undecided' } = known
  const record = readStored('local').click
  const waiting = readStored(resolveOutbox()).outbox.filter((entry) => isFresh(entry, Date.now()))
  return {
    version: affiliate?.version ?? '',
    settings: concealIn(resolveAll()) as Diagnosis['settings'],
    clickId: id,
    clickFrom: id ? (id === landing && landingFrom ? landingFrom : 'cookie') : null,
    keptIn: id ? (isHeld(id) ? 'cookie' : 'memory') : null,
    cookieDomain: id && record?.id === id && record.cookieDomain !== undefined ? domainOf(record.cookieDomain) : null,
    consent,
    outbox: waiting.map((entry) => concealIn(toWaiting(entry)) as WaitingConversion),
    messages: messages.map((message) => ({ ...message })),
  }
}

const resolveOutbox = (): StorageArea => {
  const { value } = resolve('outbox')
  return value === 'session' || value === 'memory' ? value : 'local'
}

const domainOf = (cookieDomain: string) => (cookieDomain === HOST_ONLY ? location.hostname : cookieDomain)

/** What other tabs write counts too, so it is read anew; what is damaged is as good as empty, as it is for the code. */
const readStored = (area: StorageArea): State =>
  known.memory?.[area] ?? quietly(() => parseState(storageOf(area)?.getItem(NAME) ?? '')) ?? createState()

const storageOf = (area: StorageArea) =>
  area === 'local' ? localStorage : area === 'session' ? sessionStorage : undefined

const toWaiting = ({ body, madeAt, dueAt, publishableKey, heldFor }: Entry) => ({
  body: readBody(body),
  madeAt: toIso(madeAt),
  dueAt: toIso(dueAt),
  ...(publishableKey !== undefined && { publishableKey }),
  ...(heldFor !== undefined && { heldFor }),
})

/** Empty for what is no date: storage may be damaged. */
const toIso = (ms: number) => quietly(() => new Date(ms).toISOString(), '')
