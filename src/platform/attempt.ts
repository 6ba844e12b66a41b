import { diagnose } from '../diagnose'

interface Attempt {
  <T>(action: () => T): T | undefined
  <T>(action: () => T, otherwise: T): T
}

/**
 * Runs what touches the platform or a page's own code, where any line may throw: storage in a sandboxed frame, a patched
 * `history`, a getter of the page's. For the exception, not for the rule: see ARCHITECTURE.md#attempt-for-exceptions. The
 * development build tells of what was caught.
 *
 * @param action - What to try.
 * @param otherwise - The result if it threw. Default: undefined.
 */
export const attempt: Attempt = <T>(action: () => T, otherwise?: T): T | undefined => {
  try {
    return action()
  } catch (error) {
    diagnose('caught', { error })
    return otherwise
  }
}
