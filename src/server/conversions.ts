import { attempt } from '../attempt'
import { decodeClickId } from '../click/id'
import { CONVERSIONS_PATH, type Outcome } from '../conversion/api'
import { createBody, normalize } from '../conversion/body'
import type { ConversionAnswer } from '../types'
import { IntrowApiError } from './error'
import { post, within } from './post'
import { check, checkRange, type ConversionsOptions } from './settings'

/** What a server knows of a conversion. Whatever is passed, the body that leaves satisfies the API's contract. */
export interface ServerConversion {
  /** What `readClickId()` gave, now or when the account was made. Without one the conversion is `ignored`. */
  readonly clickId: string | null | undefined
  /** E-mail address of the customer. One that the API would refuse travels as `properties.email`. */
  readonly email?: string | null | undefined
  /**
   * Metadata such as plan, deal value or order id. Text, finite numbers, booleans and null go as they are, a `Date` as
   * ISO 8601 text, objects and arrays as JSON text; the rest is left out. 32 KiB of UTF-8 in all, longest values cut first.
   */
  readonly properties?: object | null | undefined
}

export interface RecordOptions {
  /** Gives up, tries to come included. What the API has received by then may count all the same. */
  readonly signal?: AbortSignal | undefined
}

export interface Conversions {
  /**
   * Records a conversion. Sending again is safe, as the API takes one conversion a click; so it does that by itself, with
   * growing, random pauses, after a network error, a time-out, 408, 429 (not before `Retry-After`) and 5xx.
   *
   * @param conversion - See `ServerConversion`.
   * @param options - `signal`.
   * @returns The API's answer: `recorded`; `duplicate`, perhaps our own after a lost answer; or `ignored`, also without a
   *   request where `clickId` is no click id.
   * @throws IntrowApiError if there is no such answer within the tries and the time allowed; the signal's reason if that
   *   aborts first.
   */
  record(conversion: ServerConversion, options?: RecordOptions): Promise<ConversionAnswer>
}

const TIME_MAX_MS = 600_000
const RETRIES_MAX = 10

/** The first pause at most, in ms; each is twice the one before, less up to a half at random. */
const BACKOFF_MS = 500

/**
 * Makes the client for conversions from the backend: the API operation `recordAffiliateConversion`, server to server. Keep
 * one for the process. The secret key is in nothing that it returns, throws or shows.
 *
 * @param options - See `ConversionsOptions`.
 * @throws TypeError if a key is missing or a page's publishable one, or an option is out of its range.
 * @example
 * const conversions = createConversions({ apiKey: process.env.INTROW_API_KEY })
 * const { status } = await conversions.record({ clickId: readClickId(request), email, properties: { plan: 'pro' } })
 */
export function createConversions({
  apiKey,
  apiHost = 'https://api.introw.io',
  timeoutMs = 5000,
  retries = 3,
  totalTimeoutMs = 15_000,
  fetch,
}: ConversionsOptions): Conversions {
  const key = String(apiKey ?? '').trim()
  check('apiKey', /^(?!pk_)[!-~]+$/i.test(key), 'the secret key, not a publishable one')
  check('apiHost', /^https?:\/\/[\w.[\]:-]+(\/[^\s?#]*)?$/i.test(apiHost), 'a URL such as https://api.introw.io')
  checkRange('timeoutMs', timeoutMs, 1, TIME_MAX_MS)
  checkRange('totalTimeoutMs', totalTimeoutMs, 1, TIME_MAX_MS)
  checkRange('retries', retries, 0, RETRIES_MAX)
  const url = apiHost.replace(/\/+$/, '') + CONVERSIONS_PATH
  const headers = { 'Content-Type': 'application/json', 'x-api-key': key }
  return {
    async record(conversion, { signal } = {}) {
      const { clickId } = conversion
      if (!isClickId(clickId)) return { status: 'ignored', conversionId: null, formSubmissionId: null }
      const init = { headers, body: createBody(clickId, normalize(conversion)) }
      const endsAt = Date.now() + totalTimeoutMs
      for (let tries = 0; ; tries++) {
        const outcome = await post(fetch, url, init, Math.min(timeoutMs, endsAt - Date.now()), signal)
        if (outcome?._answer) return outcome._answer
        const error = toError(outcome, key)
        const backoffMs = BACKOFF_MS * 2 ** tries * (1 - Math.random() / 2)
        const pauseMs = Math.max(backoffMs, (error.retryAfterSeconds || 0) * 1e3)
        if (tries >= retries || !TRANSIENT.test(`${error.status}`) || Date.now() + pauseMs >= endsAt) throw error
        await within(pauseMs, signal)
      }
    },
  }
}

const isClickId = (id: unknown): id is string => !!attempt(() => decodeClickId(encodeURIComponent(id as string)) === id)

/** Of another 4xx a second try would get the same. */
const TRANSIENT = /^(0|408|429|5)/

/** What a try came to whose time was up. */
const TIMED_OUT: Outcome = { _status: undefined, _json: { error: { code: 'timeout' } }, _cause: 'timeout' }

/** Answers may echo the key that they refuse, and wrappers of `fetch` hang the whole request on what they throw. */
function toError(
  { _status: status, _json: json, _cause: cause, _retryAfterSeconds: retryAfterSeconds }: Outcome = TIMED_OUT,
  key: string,
): IntrowApiError {
  const hide = (text: unknown) => String(text).split(key).join('[apiKey]')
  const hideIn = (_name: string, value: unknown) => (typeof value === 'string' ? hide(value) : value)
  const { code, message, details } = Object(JSON.parse(JSON.stringify(json), hideIn).error)
  const known = typeof code === 'string' ? code : status ? `http_${status}` : 'network_error'
  const failed = status ? undefined : new Error(hide(attempt(() => describe(cause as Failure))))
  return new IntrowApiError(`Introw API: ${status || 'no answer,'} ${known}: ${message || failed?.message}`, {
    status: status ?? 0,
    code: known,
    details,
    // Neither unreadable nor in the past.
    retryAfterSeconds: Number(retryAfterSeconds) > 0 ? retryAfterSeconds : undefined,
    cause: failed,
  })
}

/** Node's `fetch` has the socket's error behind its own. */
const describe = (thrown: Failure) => [thrown, thrown.cause, thrown.cause?.code].filter(Boolean).join(', ')

interface Failure {
  readonly code?: unknown
  readonly cause?: Failure
}
