import { attempt } from './attempt'
import { diagnose } from './diagnose'
import type { Source } from './settings'
import { createAffiliate, INSTANCE, type Instance } from './tracker'
import type { Affiliate, ConversionResult } from './types'

/** The version of this build, put in by the build. */
export const VERSION = '__VERSION__'

/** A call that was made before there was anybody to answer: a method's name, its argument, and who waits. */
export type EarlyCall = readonly [
  name: string,
  argument: unknown,
  resolve?: (result: ConversionResult | PromiseLike<ConversionResult>) => void,
]

/** The stub's list of them. Its `getClickId` answers once somebody has put one there. */
export type EarlyCalls = EarlyCall[] & { getClickId?: Affiliate['getClickId'] }

/** Finds the page's instance, which may come from another build of affiliate.js. */
export const findInstance = (): Instance | undefined => {
  const affiliate = attempt(() => window.introw?.affiliate) as Instance | undefined
  return affiliate?.[INSTANCE] && affiliate
}

/**
 * Makes the page's one instance, or adds settings to the one that is there.
 *
 * @param source - Settings.
 * @returns The instance, which `window.introw.affiliate` is from now on, wherever the page allows that.
 */
export const publish = (source: Source): Instance => {
  const introw = attempt(() => window.introw) as { affiliate: Instance } | undefined
  const before = attempt(() => introw?.affiliate)
  if (before?.[INSTANCE]) {
    diagnose('twice', before)
    before[INSTANCE](source)
    return before
  }
  const instance = createAffiliate(source, VERSION, before)
  attempt(() => introw && (introw.affiliate = instance)) ||
    // Taken or frozen: a new object with the old members.
    attempt(() => (window.introw = { ...introw, affiliate: instance }))
  diagnose('published', instance, before)
  attempt(() => {
    const early = (before as { queue?: EarlyCalls } | undefined)?.queue
    if (early) drain(early, instance)
  })
  return instance
}

/** Does what was called, `consent` first, and goes on doing it for who still holds the stub's functions. */
export const drain = (early: EarlyCalls, instance: Affiliate): void => {
  const run = ([name, argument, resolve]: EarlyCall) =>
    attempt(() => {
      const result = instance[name as 'track'](argument as object)
      resolve?.(result)
    })
  const rank = ([name]: EarlyCall) => Number(name === 'consent')
  early.getClickId = instance.getClickId
  // An assignment would throw where a page has frozen `Array.prototype`.
  Object.defineProperty(early, 'push', { value: run })
  early.sort((a, b) => rank(b) - rank(a)).forEach(run)
}
