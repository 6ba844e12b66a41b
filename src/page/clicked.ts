import { attempt } from '../platform/attempt'

/** Who wants to know of the visitor's click, a click of a partner's link. */

const listeners = new Set<() => void>()

/** Calls back when the click may be another than before. */
export const onClick = (listener: () => void): void => {
  listeners.add(listener)
}

/** Tells those who want to know. What they throw is swallowed. */
export const tellClick = (): void => listeners.forEach((listener) => attempt(listener))
