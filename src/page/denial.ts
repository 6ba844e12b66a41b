/** What integrations keep of a visitor, and forget with a "no". */

const forgets = new Set<() => void>()

/** Calls back with a "no": forget what is kept. The same callback is added once. */
export const onDenial = (forget: () => void): void => {
  forgets.add(forget)
}

/** Tells those who keep something that the visitor has said no. */
export const tellDenial = (): void => forgets.forEach((forget) => forget())
