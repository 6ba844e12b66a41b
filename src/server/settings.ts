import { attempt } from '../attempt'
import type { Fetch } from './post'

export interface ConversionsOptions {
  /**
   * Secret key of an Introw API credential with the scope `affiliate:write`. Never a publishable key (`pk_…`), and never in
   * a page.
   */
  readonly apiKey: string | undefined
  /**
   * Base URL of the API, https, or http of a loopback host (`localhost`, `*.localhost`, 127.0.0.0/8, `[::1]`); a path is
   * kept. Default: `https://api.introw.io`.
   */
  readonly apiHost?: string | undefined
  /**
   * Allows http to any host. The secret key and visitors' e-mails travel in the clear, so for a proxy in your own cluster
   * alone, which speaks https from there on. Default: false.
   */
  readonly allowHttp?: boolean | undefined
  /** Longest time of one try, in ms, 1 to 600 000. Default: 5000. */
  readonly timeoutMs?: number | undefined
  /** Tries after the first, 0 to 10. Default: 3. */
  readonly retries?: number | undefined
  /** Longest time of all tries and of the pauses between them, in ms, 1 to 600 000. Default: 15 000. */
  readonly totalTimeoutMs?: number | undefined
  /** Default: the global `fetch` of the moment. */
  readonly fetch?: Fetch | undefined
}

/** What the secret key may travel by: https, or a loopback host. As `URL` writes it, which makes `127.1` 127.0.0.1. */
const SAFE = /^https:|^http:\/\/(([^/]+\.)?localhost|127[.\d]+|\[::1\])[:/]/

/** Checks the secret key, which may have the line end of the file that it was read from. */
export function resolveKey(apiKey: ConversionsOptions['apiKey']): string {
  const key = String(apiKey ?? '').trim()
  assertOption('apiKey', /^(?!pk_)[!-~]+$/i.test(key), 'the secret key, not a publishable one')
  return key
}

/** Checks the API's base URL: a host, perhaps a path, no user and no query. Takes a `/` off its end. */
export function resolveHost(apiHost: string, allowHttp: boolean): string {
  const { href, origin, pathname } = attempt(() => new URL(apiHost)) ?? { href: '', origin: '', pathname: '' }
  const isSafe = SAFE.test(href) || (allowHttp === true && /^http:/.test(href))
  assertOption(
    'apiHost',
    isSafe && href === origin + pathname,
    'such as https://api.introw.io; http needs allowHttp: true',
  )
  return href.replace(/(?<!\/)\/+$/, '')
}

/** A mistake in an option is the developer's. Nothing of a value is repeated, as messages end up in logs. */
export function assertOption(name: string, isRight: boolean, rule: string): void {
  if (!isRight) throw new TypeError(`${name} must be ${rule}`)
}

export const assertBoolean = (name: string, value: unknown): void =>
  assertOption(name, typeof value === 'boolean', 'true or false')

export const assertInteger = (name: keyof ConversionsOptions, value: number, min: number, max: number): void =>
  assertOption(name, Number.isInteger(value) && value >= min && value <= max, `${min} to ${max}`)
