/**
 * Runs what touches the platform or a page's own code, where any line may throw: storage in a sandboxed frame, a patched
 * `history`, a getter of the page's. For the exception, not for the rule: V8 parses the whole script again to word an
 * error, which costs a cold page a millisecond.
 *
 * @param action - What to try.
 * @returns Its result, or undefined if it threw.
 */
export const attempt = <T>(action: () => T): T | undefined => {
  try {
    return action()
  } catch {}
}
