/** How long after a failure a page that has stayed is told from one that goes: ARCHITECTURE.md#half-a-second-after-a-failure. */
const STAY_MS = 500

/** How often the page has gone, or come back from the back/forward cache. */
let turns = 0

/** Begins to count. */
export const watchDepartures = (): void => {
  addEventListener('pagehide', () => turns++)
  addEventListener('pageshow', (event) => {
    if (event.persisted) turns++
  })
}

/**
 * Begins to watch the page: what its end breaks off is no failure.
 *
 * @returns Asks, half a second later, whether the page has stayed all the time.
 */
export const watchPage = (): (() => Promise<boolean>) => {
  const turn = turns
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, STAY_MS))
    return turns === turn
  }
}
