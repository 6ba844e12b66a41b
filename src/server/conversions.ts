import { attempt } from '../attempt'
import { decodeClickId } from '../click/id'
import { CONVERSIONS_PATH, type Outcome } from '../conversion/api'
import { createBody } from '../conversion/body'
import type { ConversionAnswer } from '../types'
import { IntrowApiError } from './error'
import { post, TIMEOUT, within } from './post'
import { type ConversionsOptions, resolveSettings } from './settings'

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
export function createConversions(options: ConversionsOptions): Conversions {
  const { apiKey, apiHost, timeoutMs, retries, totalTimeoutMs, fetch } = resolveSettings(options)
  const headers = { 'Content-Type': 'application/json', 'x-api-key': apiKey }
  return {
    async record({ clickId, email, properties }, { signal } = {}) {
      signal?.throwIfAborted()
      if (!isClickId(clickId)) return toAnswer({ status: 'ignored' })
      const init = { headers, body: createBody(clickId, { email, properties }) }
      const endsAt = Date.now() + totalTimeoutMs
      for (let tries = 0; ; tries++) {
        const limitMs = Math.min(timeoutMs, endsAt - Date.now())
        const outcome = await post(fetch, apiHost + CONVERSIONS_PATH, init, limitMs, signal)
        if (outcome.isAnswer) return toAnswer(outcome.json)
        signal?.throwIfAborted()
        const error = toError(outcome, apiKey)
        const backoffMs = BACKOFF_MS * 2 ** tries * (1 - Math.random() / 2)
        const pauseMs = Math.max(backoffMs, (error.retryAfterSeconds || 0) * 1e3)
        if (tries >= retries || !isTransient(outcome.status) || Date.now() + pauseMs >= endsAt) throw error
        await within(pauseMs, signal)
      }
    },
  }
}

const isClickId = (id: unknown): id is string =>
  typeof id === 'string' && attempt(() => decodeClickId(encodeURIComponent(id))) === id

/** Of another 4xx a second try would get the same. */
const isTransient = (status: number) => !status || status === 408 || status === 429 || status >= 500

function toAnswer(json: { readonly [name: string]: unknown }): ConversionAnswer {
  const { status, conversionId = null, formSubmissionId = null } = json
  return { status, conversionId, formSubmissionId } as ConversionAnswer
}

/** Answers may echo the key that they refuse, and wrappers of `fetch` hang the whole request on what they throw. */
function toError({ status, json, cause, retryAfterSeconds = 0 }: Outcome, apiKey: string): IntrowApiError {
  const hide = (text: unknown) => String(text).split(apiKey).join('[apiKey]')
  const hideIn = (_name: string, value: unknown) => (typeof value === 'string' ? hide(value) : value)
  const { code, message, details } = Object(JSON.parse(JSON.stringify(json.error ?? {}), hideIn))
  const own = status ? `http_${status}` : cause === TIMEOUT ? TIMEOUT : 'network_error'
  const known = typeof code === 'string' ? code : own
  const failed = status ? undefined : new Error(hide(attempt(() => describe(cause))))
  return new IntrowApiError(`Introw API: ${status || 'no answer,'} ${known}: ${message || failed?.message}`, {
    status,
    code: known,
    details,
    // Neither unreadable nor in the past.
    retryAfterSeconds: retryAfterSeconds > 0 ? retryAfterSeconds : undefined,
    cause: failed,
  })
}

/** Node's `fetch` has the socket's error behind its own. */
function describe(thrown: unknown): string {
  const { cause } = Object(thrown)
  return [thrown, cause, Object(cause).code].filter(Boolean).join(', ')
}
