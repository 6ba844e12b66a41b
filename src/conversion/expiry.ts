import { diagnose } from '../diagnose'
import type { Entry, StorageArea } from '../stored/state'
import { readState, writeState } from '../stored/store'
import { isFresh } from './limits'

/** Gives those that are young enough. */
export const listFresh = (entries: readonly Entry[], now: number): Entry[] =>
  entries.filter((entry) => {
    if (isFresh(entry, now)) return true
    diagnose('expired', { entry })
    return false
  })

/**
 * Removes what is too old from the storage areas, decided or not: the setting `outbox` may have been another.
 *
 * @param except - One that is delivered, and so looked at anyway.
 */
export const expireOutboxes = (except: StorageArea | undefined): void => {
  for (const area of ['local', 'session'] as const) {
    if (area === except) continue
    const state = readState(area)
    const outbox = listFresh(state.outbox, Date.now())
    if (outbox.length < state.outbox.length) writeState(area, { ...state, outbox })
  }
}
