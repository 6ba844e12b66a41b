import { judge, type Outcome } from '../conversion/api'

/** The part of `fetch` that is needed. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** What a try fails with when its time is up. */
export const TIMEOUT = 'timeout'

/**
 * Makes one try, within its time even if `fetch` takes no notice of its signal.
 *
 * Redirects are not followed: `fetch` would hand the secret key to the other host. The body is read to its end, so that an
 * answer which is cut off is a lost one, and not one without sense.
 *
 * @param timeoutMs - For the whole answer.
 * @param signal - The caller's own.
 */
export async function post(
  fetch: Fetch,
  url: string,
  init: RequestInit,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  const aborter = new AbortController()
  const answer = async () => {
    const response = await fetch(url, { ...init, method: 'POST', redirect: 'manual', signal: aborter.signal })
    return new Response((await response.text()) || null, response)
  }
  const outcome = await judge(async () => {
    const response = await within(timeoutMs, signal, answer())
    if (!response) throw TIMEOUT
    return response
  })
  aborter.abort()
  return outcome
}

/**
 * Waits for some work, or for nothing, a limited time.
 *
 * @returns The work's result, or undefined after the time.
 * @throws What the work throws, or the signal's reason once it aborts.
 */
export function within<T>(ms: number, signal: AbortSignal | undefined, work?: Promise<T>): Promise<T | undefined> {
  let clear = () => {}
  return new Promise<T | undefined>((resolve, reject) => {
    const onAbort = () => reject(signal?.reason)
    const timer = setTimeout(resolve, ms)
    clear = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
    }
    signal?.addEventListener('abort', onAbort)
    work?.then(resolve, reject)
  }).finally(clear)
}
