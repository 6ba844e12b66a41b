import { attempt } from './attempt'
import { diagnose } from './diagnose'
import { readWindow } from './platform/named'
import type { Source } from './settings/resolve'
import { createAffiliate, INSTANCE, type Instance } from './tracker'
import type { Affiliate, ConversionResult } from './types'

/** The version of this build, put in by the build. */
export const VERSION = '__VERSION__'

/** A call that was made before there was anybody to answer: a method's name, its argument, and who waits. */
export type EarlyCall = readonly [
  name: 'track' | 'consent' | 'ready',
  argument: unknown,
  resolve?: (result: ConversionResult | Promise<ConversionResult>) => void,
]

/** The stub's queue, or npm's. */
export type EarlyCalls = EarlyCall[] & { getClickId?: () => string | null }

/** What the page has under our name, if it is no element of that name. */
const readPublished = () => attempt(() => readWindow('introw') as { affiliate?: object } | null | undefined)

/** Finds the page's instance, which may come from another build of affiliate.js. */
export const findInstance = (): Instance | undefined => {
  const affiliate = attempt(() => readPublished()?.affiliate)
  return isInstance(affiliate) ? affiliate : undefined
}

const isInstance = (affiliate: Partial<Instance> | undefined): affiliate is Instance =>
  typeof attempt(() => affiliate?.[INSTANCE]) === 'function'

/**
 * Makes the page's one instance, or adds settings to the one that is there.
 *
 * @returns The instance, which `window.introw.affiliate` is from now on, wherever the page allows that.
 */
export const publish = (sources: readonly Source[]): Instance => {
  const introw = readPublished()
  const before = attempt(() => introw?.affiliate)
  if (isInstance(before)) {
    diagnose('twice', { before })
    before[INSTANCE](sources)
    return before
  }
  const instance = createAffiliate(sources, VERSION, before)
  if (!attempt(() => introw && (introw.affiliate = instance)))
    // Taken or frozen: a new object with the old members.
    attempt(() => (window.introw = { ...introw, affiliate: instance }))
  diagnose('published', { instance, before })
  attempt(() => {
    const { queue } = Object(before) as { queue?: EarlyCalls }
    if (queue) drain(queue, instance)
  })
  return instance
}

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
