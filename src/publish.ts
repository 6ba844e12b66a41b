import { attempt } from './attempt'
import type { Source } from './settings'
import { createAffiliate, INSTANCE, type Instance } from './tracker'
import type { Affiliate } from './types'

/** The version of this build, put in by the build. */
export const VERSION = '__VERSION__'

/**
 * A call that was made before there was anybody to answer: a method's name (the stub's is a list of one), its argument,
 * and who waits.
 */
export type EarlyCall = readonly [name: unknown, argument: unknown, resolve?: (result: unknown) => void]

interface Stub {
  q?: { push(call: EarlyCall): unknown; g?: () => string | null } & EarlyCall[]
}

/** Finds the page's instance, which may come from another build of affiliate.js. */
export function findInstance(): Instance | undefined {
  const affiliate = attempt(() => window.introw?.affiliate) as Instance | undefined
  return Object(affiliate)[INSTANCE] && affiliate
}

/**
 * Makes the page's one instance, or adds settings to the one that is there.
 *
 * @param source - Settings.
 * @returns The instance, which `window.introw.affiliate` is from now on, wherever the page allows that.
 */
export function publish(source: Source): Instance {
  const found = findInstance()
  if (found) {
    found[INSTANCE](source)
    return found
  }
  const introw = attempt(() => window.introw)
  const before = introw?.affiliate as (Affiliate & Stub) | undefined
  const instance = createAffiliate(source, VERSION, before)
  attempt(() => {
    attempt(() => ((introw as { affiliate: Affiliate }).affiliate = instance))
    // Taken or frozen: a new object with the old members.
    if (introw?.affiliate !== instance) window.introw = { ...introw, affiliate: instance }
  })
  attempt(() => drain(before?.q as EarlyCall[], instance))
  return instance
}

/** Does what was called, `consent` first, and goes on doing it for who still holds the stub's functions. */
export function drain(early: EarlyCall[] & { g?: () => string | null }, instance: Affiliate): void {
  const run = ([name, argument, resolve]: EarlyCall) => {
    const method = instance[String(name) as 'track'] as (argument: unknown) => unknown
    const result = method(argument)
    if (resolve) resolve(result)
    return 1
  }
  const calls = early.filter(([name]) => /^(track|consent|ready)$/.test(String(name)))
  const isConsent = ([name]: EarlyCall) => String(name) === 'consent'
  early.g = instance.getClickId
  early.push = (call: EarlyCall) => run(call)
  calls.filter(isConsent).forEach(run)
  calls.filter((call) => !isConsent(call)).forEach(run)
}
