import { attempt } from '../platform/attempt'

/** What integrations keep of a visitor, and forget with a "no". */

const forgets = new Set<() => void>()

/** Calls back with a "no": forget what is kept. The same callback is added once. */
export const onDenial = (forget: () => void): void => {
  forgets.add(forget)
}

/** Tells those who keep something that the visitor has said no. What they throw is swallowed. */
export const tellDenial = (): void => forgets.forEach((forget) => attempt(forget))
