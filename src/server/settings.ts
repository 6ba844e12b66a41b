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
  /**
   * Yours, for an agent or for logs: the global one, undici's, node-fetch's, cross-fetch, or any with the same answers. However
   * its answer ends, `record()` throws nothing but what it says. Default: the global `fetch` of the moment.
   */
  readonly fetch?: Fetch | undefined
}

/** https, or http to a loopback host; perhaps a port and a path; no user and no query. */
const SAFE = /^http(s:\/\/[\w.[\]:-]+|:\/\/(([\w-]+\.)*localhost|127(\.\d+){3}|\[::1\])(:\d+)?)(\/[^\s?#]*)?$/i

/** Checks the secret key, which may have the line end of the file that it was read from. */
export function resolveKey(apiKey: ConversionsOptions['apiKey']): string {
  const key = String(apiKey ?? '').trim()
  const rule = key ? 'the secret key alone, not a publishable one' : 'the secret key, but is not set'
  assertOption('apiKey', /^(?!pk_)[!-~]+$/i.test(key), rule)
  return key
}

/** Checks the API's base URL. Takes a `/` off its end. */
export function resolveHost(apiHost: string, allowHttp: boolean): string {
  // Where http is allowed, it is as good as https.
  const secured = allowHttp === true ? `${apiHost}`.replace(/^http:/i, 'https:') : apiHost
  assertOption('apiHost', SAFE.test(secured), 'such as https://api.introw.io; http needs allowHttp: true')
  return apiHost.replace(/(?<!\/)\/+$/, '')
}

/** A mistake in an option is the developer's. Nothing of a value is repeated, as messages end up in logs. */
export function assertOption(name: string, isRight: boolean, rule: string): void {
  if (!isRight) throw new TypeError(`${name} must be ${rule}`)
}

export const assertBoolean = (name: string, value: unknown): void =>
  assertOption(name, typeof value === 'boolean', 'true or false')

export const assertInteger = (name: keyof ConversionsOptions, value: number, min: number, max: number): void =>
  assertOption(name, Number.isInteger(value) && value >= min && value <= max, `${min} to ${max}`)
