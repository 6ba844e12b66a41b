interface Quietly {
  <T>(action: () => T): T | undefined
  <T>(action: () => T, otherwise: T): T
}

/**
 * Looks at the platform for the development build's own sake: as `attempt`, but nobody is told of what was caught, since
 * only what production meets is news.
 */
export const quietly: Quietly = <T>(action: () => T, otherwise?: T): T | undefined => {
  try {
    return action()
  } catch {
    return otherwise
  }
}
