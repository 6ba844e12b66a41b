import { isFresh } from '../conversion/limits'
import { NAME } from '../stored/name'
import { createState, type Entry, parseState, type State, type StorageArea } from '../stored/state'
import type { WaitingConversion } from '../types'
import { readBody } from './describe'
import { known } from './known'
import { quietly } from './quietly'
import { concealIn } from './secret'
import { resolve } from './settings'

/** What is stored, looked at and left as it is. What other tabs write counts too, so it is read anew; what is damaged is as good as empty, as it is for the code. */
export const readStored = (area: StorageArea): State =>
  known.memory?.[area] ?? quietly(() => parseState(storageOf(area)?.getItem(NAME) ?? '')) ?? createState()

/** The conversions that wait for an answer. */
export const listWaiting = (): readonly Entry[] =>
  readStored(resolveOutbox()).outbox.filter((entry) => isFresh(entry, Date.now()))

/** One of them as data. */
export const toWaiting = ({ body, madeAt, dueAt, publishableKey, heldFor }: Entry): WaitingConversion =>
  concealIn({
    body: readBody(body),
    madeAt: toIso(madeAt),
    dueAt: toIso(dueAt),
    ...(publishableKey !== undefined && { publishableKey }),
    ...(heldFor !== undefined && { heldFor }),
  }) as WaitingConversion

const resolveOutbox = (): StorageArea => {
  const { value } = resolve('outbox')
  return value === 'session' || value === 'memory' ? value : 'local'
}

const storageOf = (area: StorageArea) =>
  area === 'local' ? localStorage : area === 'session' ? sessionStorage : undefined

/** Empty for what is no date: storage may be damaged. */
const toIso = (ms: number) => quietly(() => new Date(ms).toISOString(), '')
