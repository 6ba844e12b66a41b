/**
 * Runs an action when the page has time. Safari has no idle callbacks.
 *
 * @param action - At most 2.25 seconds later.
 */
export const whenIdle = (action: () => void): void => {
  setTimeout(window.requestIdleCallback || action, 250, action, { timeout: 2e3 })
}
