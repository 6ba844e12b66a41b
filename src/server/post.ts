import { type Outcome, toOutcome } from '../conversion/api'

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
 * @returns The outcome, or undefined where the time was up.
 * @throws The signal's reason once it aborts.
 */
export const post = (
  fetch: Fetch = globalThis.fetch,
  url: string,
  init: RequestInit,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Outcome | undefined> => {
  const answer = (own: AbortSignal) =>
    toOutcome(async () => {
      const response = await fetch(url, { ...init, method: 'POST', redirect: 'manual', signal: own })
      await response.clone().text()
      return response
    })
  return within(timeoutMs, signal, answer)
}

/**
 * Waits for some work, or for nothing, a limited time.
 *
 * @param work - Gets a signal that ends with the wait.
 * @returns The work's result, or undefined after the time.
 * @throws What the work throws, or the signal's reason once it aborts.
 */
export function within<T>(
  ms: number,
  signal: AbortSignal | undefined,
  work?: (own: AbortSignal) => Promise<T>,
): Promise<T | undefined> {
  const aborter = new AbortController()
  let timer: Parameters<typeof clearTimeout>[0]
  return new Promise<T | undefined>((resolve, reject) => {
    signal?.throwIfAborted()
    signal?.addEventListener('abort', () => reject(signal.reason), aborter)
    timer = setTimeout(resolve, ms)
    work?.(aborter.signal).then(resolve, reject)
  }).finally(() => {
    clearTimeout(timer)
    aborter.abort()
  })
}
