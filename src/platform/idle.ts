import { readWindow } from './named'

/** Until a page that has loaded may have something better to do. */
const SETTLE_MS = 250

const IDLE_MAX_MS = 2e3

/**
 * Runs an action when the page has time. Safari has no idle callbacks.
 *
 * @param action - At most 2.25 seconds later.
 */
export const whenIdle = (action: () => void): void => {
  setTimeout(() => {
    if (typeof readWindow('requestIdleCallback') === 'function') requestIdleCallback(action, { timeout: IDLE_MAX_MS })
    else action()
  }, SETTLE_MS)
}
