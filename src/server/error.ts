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
  /** What the API adds for debugging, of any shape; undefined where it adds nothing. */
  declare readonly details: unknown
  /** How long the API asks to wait, in seconds; undefined where it does not. */
  declare readonly retryAfterSeconds: number | undefined
  /** What `fetch` failed with, as text without the secret key; undefined where an answer came. */
  declare readonly cause: Error | undefined

  constructor(message: string, failure: Omit<IntrowApiError, keyof Error> & Pick<IntrowApiError, 'cause'>) {
    super(message)
    Object.assign(this, failure)
  }
}
