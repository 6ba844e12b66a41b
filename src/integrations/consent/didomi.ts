import { readPath } from '../../platform/fields'
import { readWindow } from '../../platform/named'
import { type Answer, type Categories, createPlatform, enqueue, judge } from './platform'

interface Didomi {
  getCurrentUserStatus?(): unknown
  shouldConsentBeCollected(): unknown
  isConsentRequired(): unknown
}

/**
 * Didomi. No answer counts while consent has to be collected, for the first time or again. Where `isConsentRequired()` is false
 * it asks nobody. Ad blockers put an object in its place that grants everything, without `getCurrentUserStatus`: it says nothing.
 *
 * @param purposes - Ids of purposes. Default: `cookies` and `measure_ad_performance`, IAB's 1 and 7.
 * @see https://developers.didomi.io/cmp/web-sdk/reference/api
 */
export const didomi = (purposes: Categories = 'cookies, measure_ad_performance') =>
  createPlatform(purposes, readPurpose, (look) => {
    enqueue('didomiOnReady', look)
    enqueue('didomiEventListeners', { event: 'consent.changed', listener: look })
  })

const readPurpose = (purpose: string): Answer => {
  const platform = readWindow('Didomi') as Didomi | undefined
  if (!platform?.getCurrentUserStatus) return undefined
  const isUnneeded = platform.isConsentRequired() === false
  const enabled = readPath(platform.getCurrentUserStatus(), 'purposes', purpose, 'enabled') ?? isUnneeded
  return judge(enabled, platform.shouldConsentBeCollected() === false, isUnneeded)
}
