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

type Settings = { readonly [Name in keyof ConversionsOptions]-?: NonNullable<ConversionsOptions[Name]> }

const TIME_MAX_MS = 600_000
const RETRIES_MAX = 10

/** Checks the options: a mistake in them is the developer's. Nothing of the key is repeated, as messages end up in logs. */
export function resolveSettings({
  apiKey,
  apiHost = 'https://api.introw.io',
  timeoutMs = 5000,
  retries = 3,
  totalTimeoutMs = 15_000,
  fetch = (url, init) => globalThis.fetch(url, init),
}: ConversionsOptions): Settings {
  const key = String(apiKey ?? '').trim()
  const isSecret = /^(?!pk_)[!-~]+$/i.test(key)
  check(isSecret, 'apiKey must be the secret key of an Introw API credential, not a publishable one (pk_)')
  check(/^https?:\/\/[\w.[\]:-]+(\/[^\s?#]*)?$/i.test(apiHost), 'apiHost must be a URL such as https://api.introw.io')
  check(isWithin(timeoutMs, 1, TIME_MAX_MS), 'timeoutMs must be 1 to 600000')
  check(isWithin(totalTimeoutMs, 1, TIME_MAX_MS), 'totalTimeoutMs must be 1 to 600000')
  check(isWithin(retries, 0, RETRIES_MAX), 'retries must be 0 to 10')
  return { apiKey: key, apiHost: apiHost.replace(/\/+$/, ''), timeoutMs, retries, totalTimeoutMs, fetch }
}

const isWithin = (value: number, min: number, max: number) => Number.isInteger(value) && value >= min && value <= max

function check(isGood: boolean, rule: string): void {
  if (!isGood) throw new TypeError(rule)
}
