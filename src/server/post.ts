import { judge, type Outcome } from '../conversion/api'
import { withTimeout } from './time'

/** The part of `fetch` that is needed. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/**
 * Makes one try, within its time even if `fetch` takes no notice of its signal.
 *
 * Redirects are not followed: `fetch` would hand the secret key to the other host. The body is read to its end, so that an
 * answer which is cut off is a lost one, and not one without sense.
 *
 * @param timeoutMs - For the whole answer.
 * @param signal - The caller's own.
 * @returns What came of it; where the time was up, no answer, and a TimeoutError as its cause.
 * @throws The signal's reason once it aborts.
 */
export const post = (
  fetch: Fetch = globalThis.fetch,
  url: string,
  init: RequestInit,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Outcome> =>
  withTimeout<Outcome>(
    timeoutMs,
    signal,
    (own) =>
      judge(async () => {
        const response = await fetch(url, { ...init, method: 'POST', redirect: 'manual', signal: own })
        await response.clone().text()
        return response
      }),
    () => ({ status: 0, json: {}, cause: new TimeoutError('timeout') }),
  )

/** The cause of an outcome whose time was up. */
export class TimeoutError extends Error {}
