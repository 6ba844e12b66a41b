/**
 * Runs what touches the platform or a page's own code, where any line may throw: storage in a sandboxed frame, a patched
 * `history`, a getter of the page's.
 *
 * @param action - What to try.
 * @returns Its result, or undefined if it threw.
 */
export function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}
