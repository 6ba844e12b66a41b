import { vi } from 'vitest'

const realTurn = globalThis.setImmediate

/** How many requests are on their way, and will be answered without the fake clock. */
let inFlight = 0

/** Counts a request until what it returns has settled. */
export async function underway<T>(work: () => Promise<T>): Promise<T> {
  inFlight++
  try {
    return await work()
  } finally {
    inFlight--
  }
}

/** Starts the fake clock, at a fixed moment. */
export function fakeTime(): void {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
    now: Date.UTC(2026, 0, 5, 12),
  })
  // happy-dom's own runs by the real clock.
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(new DOMException('signal timed out', 'TimeoutError')), ms)
    return controller.signal
  })
}

/** Waits for the network and for promises, while the clock stands still. */
export async function settle(): Promise<void> {
  for (let quietTurns = 0; quietTurns < 4; quietTurns = inFlight > 0 ? 0 : quietTurns + 1)
    await new Promise((resolve) => realTurn(resolve))
}

/** What was called in a task has come to its end, and no other task has begun: no timer, no answer. */
export const endOfTask = (): Promise<void> => Promise.resolve()

/** A box that has the promise's value from the moment that it settles. */
export function until<T>(promise: Promise<T>): { readonly value?: T } {
  const box: { value?: T } = {}
  void promise.then((value) => (box.value = value))
  return box
}

/** The promise's value, which must be there by now. */
export async function now<T>(promise: Promise<T>): Promise<T> {
  const box = until(promise)
  await settle()
  if (!('value' in box)) throw new Error('The promise is still open.')
  return box.value
}

/** Lets fake time pass timer by timer, and lets the network answer in between. */
export async function elapse(ms: number): Promise<void> {
  await settle()
  let isOver = false
  setTimeout(() => (isOver = true), ms)
  while (!isOver) {
    vi.advanceTimersToNextTimer()
    await settle()
  }
}

/** Moves the clock without running what was due: the machine slept, or no page of the site was open. */
export function sleep(ms: number): void {
  vi.setSystemTime(Date.now() + ms)
}

export const DAY_MS = 864e5
