import { diagnose } from '../diagnose'
import type { Entry } from '../store'

/** An unanswered conversion is given up after 7 days: its e-mail must not wait for ever. */
const ENTRY_LIFETIME_MS = 7 * 864e5

/** Most entries kept. */
const ENTRIES_MAX = 20

/** Longest wait; a stored time beyond it is damage, or a clock that was set back. */
export const WAIT_MAX_MS = 864e5

/** Asks whether an entry is young enough. */
export const isFresh = (entry: Entry, now: number): boolean => Math.abs(now - entry.t) < ENTRY_LIFETIME_MS

/** Tells how long an entry still waits, in ms; 0 or less if it is due. */
export const waitMs = (entry: Entry, now: number): number => (entry.n - now > WAIT_MAX_MS ? 0 : entry.n - now)

/**
 * Adds an entry, unless one with its body is there. Over the cap the newest entry of a click that has another goes first,
 * since the API takes one conversion a click and the first wins; else the oldest goes.
 *
 * @param entries - Changed in place.
 */
export const addEntry = (entries: Entry[], entry: Entry): void => {
  const same = entries.find((other) => other.b === entry.b && !other.h)
  if (same) same.k = entry.k || same.k
  else if (entries.push(entry) > ENTRIES_MAX) {
    const gone = entries.splice(
      Math.max(...entries.map((each, index) => (entries.findIndex((other) => other.i === each.i) < index ? index : 0))),
      1,
    )
    diagnose('capped', gone)
  }
}

/**
 * Tells when to try again: 2, 8, 32 … seconds, less up to a half at random so that visitors spread out; not before the API
 * asks for it; within a day.
 *
 * @param tries - Attempts so far, from 1.
 * @param retryAfterSeconds - What the API asked for, if anything.
 */
export const backoffMs = (tries: number, retryAfterSeconds?: number): number =>
  Math.min(Math.max(500 * 4 ** tries * (1 - Math.random() / 2), (retryAfterSeconds || 0) * 1e3), WAIT_MAX_MS)
