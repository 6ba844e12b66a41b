import type { Entry } from '../stored/state'

/** Longest attempt. */
export const ATTEMPT_MS = 15e3

/** For so long nobody else tries, in this tab or in another: ARCHITECTURE.md#lease-of-20-seconds. */
export const LEASE_MS = 20e3

/** Longest pause between two tries, unless the API asks for more. */
export const PAUSE_MAX_MS = 3600e3

/** Shortest time between two tries that the browser's `online` brings forward. */
export const HURRY_MS = 600e3

/** An unanswered conversion is given up after 7 days: its e-mail must not wait for ever. */
const ENTRY_LIFETIME_MS = 7 * 864e5

/** Most entries kept. */
export const ENTRIES_MAX = 20

/** Longest wait; a stored time beyond it is damage, or a clock that was set back. */
export const WAIT_MAX_MS = 864e5

/** Asks whether an entry is young enough. */
export const isFresh = (entry: Entry, now: number): boolean => Math.abs(now - entry.madeAt) < ENTRY_LIFETIME_MS
