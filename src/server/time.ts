/**
 * Waits.
 *
 * @throws The signal's reason once it aborts.
 */
export const sleep = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  withTimeout(
    ms,
    signal,
    () => new Promise(() => {}),
    () => {},
  )

/**
 * Waits for some work a limited time. Leaves neither a timer nor a listener behind.
 *
 * @param signal - The caller's own.
 * @param work - Gets a signal that ends with the wait, and may take no notice of it.
 * @param late - Says what it comes to where the time is up.
 * @throws What the work throws, or the signal's reason once it aborts: an AbortError where it has none.
 */
export async function withTimeout<T>(
  ms: number,
  signal: AbortSignal | undefined,
  work: (own: AbortSignal) => Promise<T>,
  late: () => T,
): Promise<T> {
  const aborter = new AbortController()
  let timer: Parameters<typeof clearTimeout>[0]
  try {
    return await new Promise<T>((resolve, reject) => {
      // By our own, as the signals of polyfills, which stand beside older kinds of `fetch`, have no reason.
      const end = () => {
        aborter.abort(signal?.reason)
        reject(aborter.signal.reason)
      }
      if (signal?.aborted) return end()
      signal?.addEventListener('abort', end, aborter)
      timer = setTimeout(() => resolve(late()), ms)
      work(aborter.signal).then(resolve, reject)
    })
  } finally {
    clearTimeout(timer)
    aborter.abort()
  }
}
