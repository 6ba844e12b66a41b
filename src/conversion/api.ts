/** The API's path under its host, operation `recordAffiliateConversion`. */
export const CONVERSIONS_PATH = '/api/v1/affiliate/conversions'

/** What one POST came to. */
export interface Outcome {
  /** HTTP status, or 0 where no answer came. */
  readonly status: number
  /** The answer's JSON, of any shape; an empty object where it was none. */
  readonly json: { readonly [name: string]: unknown }
  /** Whether it is the contract's `AffiliateConversionResponse`. */
  readonly isAnswer?: boolean
  /** `Retry-After` in seconds from now, or NaN where it could not be read. */
  readonly retryAfterSeconds?: number
  /** What `fetch` failed with. */
  readonly cause?: unknown
}

/**
 * Makes one POST and judges its answer.
 *
 * @param post - Calls `fetch`; may throw at once, as patched ones do.
 * @returns The outcome, never a rejection.
 */
export const judge = async (post: () => Promise<Response>): Promise<Outcome> => {
  try {
    const response = await post()
    const status = response.status
    const json = Object(await response.json().catch(() => 0))
    return {
      status,
      json,
      isAnswer:
        /^20[01](recorded|duplicate|ignored)$/.test(status + json.status) &&
        [json.conversionId, json.formSubmissionId].every((id) => id === null || typeof id === 'string'),
      retryAfterSeconds: secondsOf(response.headers.get('Retry-After')),
    }
  } catch (cause) {
    return { status: 0, json: {}, cause }
  }
}

/** Seconds or an HTTP date, RFC 9110 section 10.2.3. Across origins it is readable only if the API exposes it. */
const secondsOf = (value: string | null) => Number(value) || (Date.parse(value as string) - Date.now()) / 1e3
