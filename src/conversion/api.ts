import { type Fields, toFields } from '../platform/fields'
import type { ConversionAnswer } from '../types'

/** The API's path under its host, operation `recordAffiliateConversion`. */
export const CONVERSIONS_PATH = '/api/v1/affiliate/conversions'

const STATUSES: readonly unknown[] = ['recorded', 'duplicate', 'ignored']

/** What of the answer to a POST is looked at. */
export interface Answer {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  json(): Promise<unknown>
}

/** What one POST came to. */
export interface Outcome {
  /** HTTP status; undefined where no answer came. */
  readonly _status?: number | undefined
  /** The answer's JSON, of any shape; an empty object where it was none. */
  readonly _json: Fields
  /** The contract's `AffiliateConversionResponse`; undefined where it was none. */
  readonly _answer?: ConversionAnswer | undefined
  /** `Retry-After` in seconds from now; undefined where it could not be read. */
  readonly _retryAfterSeconds?: number | undefined
  /** No answer has come, or not to its end: it may be the page's that has come. */
  readonly _isBroken?: boolean
  /** What `fetch` failed with. */
  readonly _cause?: unknown
}

/**
 * Makes one POST, and tells what came of it.
 *
 * @param post - Calls `fetch`; may throw at once, as patched ones do.
 * @returns The outcome, never a rejection.
 */
export const toOutcome = async (post: () => Promise<Answer>): Promise<Outcome> => {
  try {
    const response = await post()
    const status = response.status
    const body: unknown = await response.json().catch(() => undefined)
    const json = toFields(body)
    return {
      _status: status,
      _json: json,
      _answer: (status === 200 || status === 201) && isAnswer(json) ? json : undefined,
      _isBroken: status === 200 && body === undefined,
      _retryAfterSeconds: readRetryAfter(response.headers.get('Retry-After')),
    }
  } catch (cause) {
    return { _json: {}, _isBroken: true, _cause: cause }
  }
}

const isAnswer = (json: Outcome['_json']): json is Outcome['_json'] & ConversionAnswer =>
  STATUSES.includes(json.status) && isId(json.conversionId) && isId(json.formSubmissionId)

const isId = (value: unknown) => value === null || typeof value === 'string'

/** Seconds or an HTTP date, RFC 9110 section 10.2.3. Across origins it is readable only if the API exposes it. */
const readRetryAfter = (value: string | null): number | undefined =>
  Number(value) || (Date.parse(value ?? '') - Date.now()) / 1e3 || undefined
