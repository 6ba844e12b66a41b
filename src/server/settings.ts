import type { Fetch } from './post'

export interface ConversionsOptions {
  /**
   * Secret key of an Introw API credential with the scope `affiliate:write`. Never a publishable key (`pk_…`), and never in
   * a page.
   */
  readonly apiKey: string | undefined
  /** http(s) base URL of the API; a path is kept. Default: `https://api.introw.io`. */
  readonly apiHost?: string | undefined
  /** Longest time of one try, in ms, 1 to 600 000. Default: 5000. */
  readonly timeoutMs?: number | undefined
  /** Tries after the first, 0 to 10. Default: 3. */
  readonly retries?: number | undefined
  /** Longest time of all tries and of the pauses between them, in ms, 1 to 600 000. Default: 15 000. */
  readonly totalTimeoutMs?: number | undefined
  /** Default: the global `fetch` of the moment. */
  readonly fetch?: Fetch | undefined
}

/** A mistake in an option is the developer's. Nothing of a value is repeated, as messages end up in logs. */
export function check(name: string, isGood: boolean, rule: string): void {
  if (!isGood) throw new TypeError(`${name} must be ${rule}`)
}

/** Checks that an option is a whole number within its range. */
export const checkRange = (name: keyof ConversionsOptions, value: number, min: number, max: number): void =>
  check(name, Number.isInteger(value) && value >= min && value <= max, `${min} to ${max}`)
