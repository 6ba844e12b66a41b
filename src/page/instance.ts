import { diagnose } from '../diagnose'
import type { Integration } from '../integrations/port'
import { attempt } from '../platform/attempt'
import { readWindow } from '../platform/named'
import { addSources, type Source } from '../settings/resolve'
import { createAffiliate, INSTANCE, type Instance } from './affiliate'
import { drain, type EarlyCalls } from './early'

/** The version of this build, put in by the build. */
export const VERSION = '__VERSION__'

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
export const publish = (sources: readonly Source[], integrations: readonly Integration[]): Instance => {
  const introw = readPublished()
  const before = attempt(() => introw?.affiliate)
  if (isInstance(before)) {
    diagnose('twice', { before })
    // An integration of this build reads its settings here.
    addSources(sources)
    before[INSTANCE](sources, integrations)
    return before
  }
  const instance = createAffiliate(sources, integrations, VERSION, before)
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
