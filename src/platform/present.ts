import { attempt } from './attempt'
import { onLoaded } from './loaded'

/**
 * Looks for what somebody's script brings: now, whenever a script of the page has loaded, and when the page has.
 *
 * @param find - True once it has found it; it is not called again then.
 */
export const whenPresent = (find: () => boolean): void => {
  let isFound = false
  const look = () => {
    isFound ||= attempt(find, false)
    if (isFound) stop()
  }
  const stop = onLoaded(look)
  addEventListener('load', look)
  look()
}
