import { attempt } from '../platform/attempt'
import type { Affiliate, ConversionResult } from '../types'

/** A call that was made before there was anybody to answer: a method's name, its argument, and who waits. */
export type EarlyCall = readonly [
  name: 'track' | 'consent' | 'ready',
  argument: unknown,
  resolve?: (result: ConversionResult | Promise<ConversionResult>) => void,
]

/** The stub's queue, or npm's. */
export type EarlyCalls = EarlyCall[] & { getClickId?: () => string | null }

/** Does what was called, `consent` first, and goes on doing it for who still holds the stub's functions. */
export const drain = (early: EarlyCalls, instance: Affiliate): void => {
  const run = (call: EarlyCall) => {
    attempt(() => {
      const [name, argument, resolve] = call
      const method: (argument: never) => Promise<ConversionResult> | void = instance[name]
      const result = method(argument as never)
      if (result) resolve?.(result)
    })
  }
  const rank = ([name]: EarlyCall) => Number(name === 'consent')
  early.getClickId = instance.getClickId
  // An assignment would throw where a page has frozen `Array.prototype`.
  Object.defineProperty(early, 'push', { value: run })
  early.sort((one, other) => rank(other) - rank(one)).forEach(run)
}
