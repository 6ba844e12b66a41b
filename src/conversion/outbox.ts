import type { Entry } from '../store'

/** An unanswered conversion is given up after 7 days: its e-mail must not wait for ever. */
const ENTRY_LIFETIME_MS = 7 * 864e5

/** Most entries kept. */
const ENTRIES_MAX = 20

const BACKOFF_MS = 2e3

/** Longest wait; a stored time beyond it is damage, or a clock that was set back. */
const BACKOFF_MAX_MS = 36e5

/** Asks whether an entry is young enough. */
export function isFresh(entry: Entry, now: number): boolean {
  return Math.abs(now - entry.t) < ENTRY_LIFETIME_MS
}

/** Tells how long an entry still waits, in ms; 0 or less if it is due. */
export function waitMs(entry: Entry, now: number): number {
  return entry.n - now > BACKOFF_MAX_MS ? 0 : entry.n - now
}

/**
 * Adds an entry, unless one with its body is there. Over the cap the newest entry of a click that has another goes first,
 * since the API takes one conversion a click and the first wins; else the oldest goes.
 *
 * @param entries - Changed in place.
 */
export function addEntry(entries: Entry[], entry: Entry): void {
  const same = entries.find((other) => other.b === entry.b)
  if (same) same.k = entry.k || same.k
  else entries.push(entry)
  if (entries.length > ENTRIES_MAX) {
    const seconds = entries.map(({ i }, index) => (entries.findIndex((other) => other.i === i) < index ? index : 0))
    entries.splice(Math.max(...seconds), 1)
  }
}

/**
 * Tells when to try again: 2, 8, 32 … seconds, less up to a half at random so that visitors spread out; not before the API
 * asks for it; within an hour.
 *
 * @param tries - Attempts so far, from 1.
 * @param retryAfterSeconds - What the API asked for, if anything.
 */
export function backoffMs(tries: number, retryAfterSeconds?: number): number {
  const own = BACKOFF_MS * 4 ** (tries - 1) * (1 - Math.random() / 2)
  return Math.min(Math.max(own, (retryAfterSeconds || 0) * 1e3), BACKOFF_MAX_MS)
}
