import { attempt } from '../platform/attempt'
import { decodeClickId } from '../click/id'
import { CONVERSIONS_PATH } from '../conversion/api'
import { createBody } from '../conversion/body'
import { normalize } from '../conversion/content'
import type { ConversionAnswer } from '../types'
import { toError } from './error'
import { post } from './post'
import { createRedactor } from './redaction'
import { isTransient, pauseMs } from './retry'
import { assertInteger, resolveHost, resolveKey, type ConversionsOptions } from './settings'
import { sleep } from './time'

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
   * @returns The API's answer: `recorded`, which is logged for a partner, while what is paid is decided in Introw; `duplicate`,
   *   perhaps our own after a lost answer; or `ignored`, also without a request where `clickId` is no click id.
   * @throws IntrowApiError if there is no such answer within the tries and the time allowed; the signal's reason if that
   *   aborts first.
   */
  record(conversion: ServerConversion, options?: RecordOptions): Promise<ConversionAnswer>
}

const TIME_MAX_MS = 600_000
const RETRIES_MAX = 10

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
  allowHttp = false,
  timeoutMs = 5000,
  retries = 3,
  totalTimeoutMs = 15_000,
  fetch,
}: ConversionsOptions): Conversions {
  const key = resolveKey(apiKey)
  const url = resolveHost(apiHost, allowHttp) + CONVERSIONS_PATH
  assertInteger('timeoutMs', timeoutMs, 1, TIME_MAX_MS)
  assertInteger('totalTimeoutMs', totalTimeoutMs, 1, TIME_MAX_MS)
  assertInteger('retries', retries, 0, RETRIES_MAX)
  const redact = createRedactor(key)
  const headers = { 'Content-Type': 'application/json', 'x-api-key': key }
  return {
    async record(conversion, { signal } = {}) {
      const { clickId } = conversion
      if (!isClickId(clickId)) return { status: 'ignored', conversionId: null, formSubmissionId: null }
      const init = { headers, body: createBody(clickId, normalize(conversion)) }
      const endsAt = Date.now() + totalTimeoutMs
      for (let tries = 0; ; tries++) {
        const outcome = await post(fetch, url, init, Math.min(timeoutMs, endsAt - Date.now()), signal)
        if (outcome._answer) return redact(toAnswer(outcome._answer)) as ConversionAnswer
        const error = toError(outcome, redact)
        const waitMs = pauseMs(tries, error.retryAfterSeconds)
        if (tries >= retries || !isTransient(error.status) || Date.now() + waitMs >= endsAt) throw error
        await sleep(waitMs, signal)
      }
    },
  }
}

const isClickId = (id: unknown): id is string => attempt(() => decodeClickId(encodeURIComponent(String(id)))) === id

/** The contract's fields and no other. */
const toAnswer = ({ status, conversionId, formSubmissionId }: ConversionAnswer): ConversionAnswer => ({
  status,
  conversionId,
  formSubmissionId,
})
