/** What `withTimeout()` rejects with where the time was up. */
export class TimeoutError extends Error {}

/**
 * Waits.
 *
 * @throws The signal's reason once it aborts.
 */
export const sleep = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  untilAbort(signal, (own) => timer(ms, own))

/**
 * Waits for some work a limited time.
 *
 * @param signal - The caller's own.
 * @param work - Gets a signal that ends with the wait, and may take no notice of it.
 * @returns The work's result.
 * @throws TimeoutError after the time, the signal's reason once it aborts, or what the work throws.
 */
export const withTimeout = <T>(
  ms: number,
  signal: AbortSignal | undefined,
  work: (own: AbortSignal) => Promise<T>,
): Promise<T> =>
  untilAbort(signal, (own) => {
    const timeout = timer(ms, own).then(() => Promise.reject(new TimeoutError('timeout')))
    return Promise.race([work(own), timeout])
  })

/** Leaves neither a timer nor a listener behind, however it ends. */
async function untilAbort<T>(signal: AbortSignal | undefined, work: (own: AbortSignal) => Promise<T>): Promise<T> {
  const aborter = new AbortController()
  try {
    return await new Promise<T>((resolve, reject) => {
      signal?.throwIfAborted()
      signal?.addEventListener('abort', () => reject(signal.reason), aborter)
      work(aborter.signal).then(resolve, reject)
    })
  } finally {
    aborter.abort()
  }
}

/** Never ends once the signal aborts. */
const timer = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const id = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => clearTimeout(id))
  })
