import { attempt } from '../platform/attempt'
import { diagnose } from '../diagnose'
import { NAME } from './name'
import { createState, type Entry, parseState, type State, type StorageArea } from './state'

/** Holds the record of clicks. */
export const RECORD_AREA = 'local'

/** Where storage is refused or full, the page's memory stands in. */
const memory: { [area in StorageArea]?: State } = {}

/** So it does for what waits, where the page has emptied its storage meanwhile: many do at log-out. */
const outboxes: { [area in StorageArea]?: Entry[] } = {}

/** Reads a storage area. Damaged or foreign contents are as good as none. */
export const readState = (area: StorageArea): State => {
  const text = attempt(() => storageOf(area)?.getItem(NAME))
  const state = memory[area] ?? attempt(() => parseState(text ?? '')) ?? createState()
  if (text === null) state.outbox = outboxes[area] ?? []
  outboxes[area] = state.outbox
  return state
}

/** Asks whether anything of ours is in a storage area, or in the memory that stands in for it. */
export const isStored = (area: StorageArea): boolean =>
  !!memory[area] || !!attempt(() => storageOf(area)?.getItem(NAME))

/** Writes a storage area. */
export const writeState = (area: StorageArea, state: State): void => {
  outboxes[area] = state.outbox
  memory[area] = state
  attempt(() => {
    const storage = storageOf(area)
    storage?.setItem(NAME, JSON.stringify(state))
    if (storage) delete memory[area]
  })
  diagnose('written', { area, memory })
}

/** Removes our key from a storage area. */
export const clearState = (area: StorageArea): void => {
  delete memory[area]
  delete outboxes[area]
  attempt(() => storageOf(area)?.removeItem(NAME))
}

const storageOf = (area: StorageArea): Storage | undefined =>
  area === 'local' ? localStorage : area === 'session' ? sessionStorage : undefined
