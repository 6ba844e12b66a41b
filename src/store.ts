import { attempt } from './attempt'
import { diagnose } from './diagnose'
import { NAME } from './name'
import { createState, parseState, type State, type StorageArea } from './state'

/** Holds the record of clicks. */
export const RECORD_AREA = 'local'

/** Where storage is refused or full, the page's memory stands in. */
const memory: { [area in StorageArea]?: State } = {}

/** Reads a storage area. Damaged or foreign contents are as good as none. */
export const readState = (area: StorageArea): State =>
  memory[area] ?? attempt(() => parseState(storageOf(area)?.getItem(NAME) ?? '')) ?? createState()

/** Writes a storage area. */
export const writeState = (area: StorageArea, state: State): void => {
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
  attempt(() => storageOf(area)?.removeItem(NAME))
}

const storageOf = (area: StorageArea): Storage | undefined =>
  area === 'local' ? localStorage : area === 'session' ? sessionStorage : undefined
