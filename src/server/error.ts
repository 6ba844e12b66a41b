import { attempt } from '../platform/attempt'
import type { Outcome } from '../conversion/api'
import { toFields } from '../platform/fields'
import { TimeoutError } from './post'

/** Why a conversion has no answer: the API refused it, or could not be reached in the tries and the time allowed. */
export class IntrowApiError extends Error {
  override readonly name = 'IntrowApiError'
  /** HTTP status of the last try: by the API's contract 401, 403, 422, 429 or 500; 0 where no answer came. */
  declare readonly status: number
  /**
   * Stable and machine-readable: the API's own, such as `validation_failed`; `http_<status>` where the answer has none,
   * also for a 200 or 201 that is not the API's; `timeout` or `network_error` where no answer came.
   */
  declare readonly code: string
  /**
   * What the API adds for debugging, of any shape, `[apiKey]` in the place of the secret key; undefined where it adds
   * nothing, or what is nested too far for anybody to walk through.
   */
  declare readonly details: unknown
  /** How long the API asks to wait, in seconds; undefined where it does not, or asks for ever. */
  declare readonly retryAfterSeconds: number | undefined
  /** What `fetch` failed with, as text without the secret key; undefined where an answer came. */
  declare readonly cause: Error | undefined

  constructor(message: string, failure: Omit<IntrowApiError, keyof Error> & Pick<IntrowApiError, 'cause'>) {
    super(message)
    Object.assign(this, failure)
  }
}

/**
 * Makes the error of a try that came to no answer, or to none of the contract's, whatever that holds.
 *
 * @param redact - Takes the secret key out.
 */
export function toError(outcome: Outcome, redact: (value: unknown) => unknown): IntrowApiError {
  const { _status: status, _cause: cause } = outcome
  const { code, message, details } = toFields(redact(outcome._json.error))
  const isTimeout = cause instanceof TimeoutError
  const failed = status ? undefined : isTimeout ? cause : new Error(String(redact(describe(cause))))
  const known = isText(code) ? code : status ? `http_${status}` : isTimeout ? 'timeout' : 'network_error'
  const words = [`Introw API: ${status || 'no answer,'} ${known}`, failed ? failed.message : message].filter(isText)
  const seconds = Number(outcome._retryAfterSeconds)
  return new IntrowApiError(words.join(': '), {
    status: status || 0,
    code: known,
    details,
    // Neither unreadable, nor in the past, nor for ever.
    retryAfterSeconds: seconds > 0 && seconds < Infinity ? seconds : undefined,
    cause: failed,
  })
}

const isText = (value: unknown): value is string => typeof value === 'string'

/** Node's `fetch` has the socket's error behind its own. A wrapper's may be anything, and its getters may throw. */
const describe = (thrown: unknown): string =>
  attempt(() => {
    const { cause } = toFields(thrown)
    return [thrown, cause, toFields(cause).code].filter(Boolean).join(', ')
  }) || 'unknown'
