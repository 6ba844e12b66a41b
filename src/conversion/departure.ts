/** How long after a failure a page that has stayed is told from one that goes: WebKit breaks an answer off some ms before. */
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
 * Begins to watch the page. Browsers end what it has under way when it goes: Chromium rejects a request after `pagehide`, with
 * the request going on; WebKit cuts the answer short before it. Neither is a failure.
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
