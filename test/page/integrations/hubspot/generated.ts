import fc from 'fast-check'

export const odd = fc.oneof(fc.anything(), fc.string(), fc.constantFrom<unknown>(null, undefined, Symbol('s'), 1n))
/** Also what no message can carry, since those are cloned. */
export const wild = fc.oneof(
  odd,
  fc.constant(
    new Proxy(
      {},
      {
        get: () => {
          throw new Error('no')
        },
      },
    ),
  ),
)
export const mostly = <T>(value: T, ...others: T[]) =>
  fc.oneof({ weight: 5, arbitrary: fc.constantFrom<unknown>(value, ...others) }, { weight: 1, arbitrary: odd })

/** What an action answers, or undefined where it throws. */
export function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}
