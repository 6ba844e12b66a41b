import { setTimeout as delay } from 'node:timers/promises'

const WAIT_MS = 15_000
const POLL_MS = 25
const NOTHING = 'no answer'

/**
 * Asks until the answer is truthy, and throws with the last one seen. Errors count as "not yet": a document may be on
 * its way out or in.
 */
export async function poll<R>(what: string, ask: () => Promise<R>, timeoutMs = WAIT_MS): Promise<R> {
  const deadline = Date.now() + timeoutMs
  let last = NOTHING
  while (Date.now() < deadline) {
    try {
      const value = await within(deadline - Date.now(), ask())
      if (value) return value
      last = `the value ${JSON.stringify(value)}`
    } catch (error) {
      // An attempt that the deadline cuts off tells less than the answer before it.
      if (last === NOTHING || Date.now() < deadline) last = String(error)
    }
    await delay(POLL_MS)
  }
  throw new Error(`Waited ${timeoutMs / 1000} s for ${what}; last seen: ${last}`)
}

/** What `within` gives up with. */
export class Late extends Error {
  override readonly name = 'Late'
}

/** Gives up on what takes longer. */
export async function within<R>(timeoutMs: number, promise: PromiseLike<R>): Promise<R> {
  const abort = new AbortController()
  const late = delay(timeoutMs, undefined, { signal: abort.signal }).then(() => {
    throw new Late(`no answer within ${Math.ceil(timeoutMs / 1000)} s`)
  })
  late.catch(() => {})
  try {
    return await Promise.race([promise, late])
  } finally {
    abort.abort()
  }
}
