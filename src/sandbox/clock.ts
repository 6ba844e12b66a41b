import type { Changes } from './changes'

/** A span of time; its parts add up, and may be negative. */
export interface Span {
  readonly days?: number | undefined
  readonly hours?: number | undefined
  readonly minutes?: number | undefined
  readonly ms?: number | undefined
}

/** The sandbox's clock: runs at the pace of the real one, and can be moved. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** How far it is from the real time, in milliseconds. */
  offsetMs(): number
  /** Moves it on, or back. Throws a RangeError where it would leave the years 1 to 9999. */
  advance(span: Span): void
  /** Moves it to a time, in milliseconds since 1970. Throws a RangeError as above. */
  set(ms: number): void
  /** Back to the real time. */
  reset(): void
}

export const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
// What RFC 3339 can write; the last day is left for the clock to run.
const FIRST_MS = Date.parse('0001-01-01T00:00:00Z')
const LAST_MS = Date.parse('9999-12-31T00:00:00Z')

export function createClock(changes: Changes, realNow: () => number): Clock {
  let offset = 0

  function move(next: number): void {
    const at = realNow() + next
    const isWithinYears = at >= FIRST_MS && at <= LAST_MS
    if (!isWithinYears) throw new RangeError('The clock can be moved to a date from 0001-01-01 to 9999-12-31 only.')
    offset = next
    changes.emit('clock', { now: clock.now(), offsetMs: offset })
  }

  const clock: Clock = {
    now: () => realNow() + offset,
    offsetMs: () => offset,
    advance: ({ days = 0, hours = 0, minutes = 0, ms = 0 }) =>
      move(offset + days * DAY_MS + hours * HOUR_MS + minutes * MINUTE_MS + ms),
    set: (ms) => move(ms - realNow()),
    reset: () => move(0),
  }
  return clock
}
