/** The first pause at most; each is twice the one before, less up to a half at random. */
const BACKOFF_MS = 500

/**
 * Says how long to wait before the next try.
 *
 * @param tries - How many there were before the last one.
 * @param retryAfterSeconds - What the API asks for: never less.
 */
export const pauseMs = (tries: number, retryAfterSeconds = 0): number =>
  Math.max(BACKOFF_MS * 2 ** tries * (1 - Math.random() / 2), retryAfterSeconds * 1e3)

/** Whether a second try may get another answer; 0 stands for none, as in `IntrowApiError`. */
export const isTransient = (status: number): boolean => !status || status === 408 || status === 429 || status >= 500
