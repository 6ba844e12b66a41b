import { type Fields, readPath, toFields } from '../../platform/fields'
import { readWindow } from '../../platform/named'
import { whenPresent } from '../../platform/present'
import { type Categories, createPlatform, judge } from './platform'

type Api = (command: string, version: number, callback: (data: unknown, isDone: unknown) => void) => void

/** Of a visitor who has answered, on an earlier page or just now. `cmpuishown`, also of a banner that is opened again, is none. */
const ANSWERED: readonly unknown[] = ['tcloaded', 'useractioncomplete']

/**
 * Any platform that speaks the IAB's Transparency and Consent Framework. Introw is no vendor of its list, so purposes alone are
 * looked at. Where `gdprApplies` is false nobody is asked, and there is no `purpose`. Without a `cmpId` it is an ad blocker that
 * speaks in a platform's place.
 *
 * @param purposes - Ids of purposes. Default: 1, to store and read, and 7, to measure advertising.
 * @see https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework/blob/master/TCFv2/IAB%20Tech%20Lab%20-%20CMP%20API%20v2.md
 */
export const tcf = (purposes: Categories = '1, 7') => {
  let told: Fields = {}
  return createPlatform(
    purposes,
    (purpose) => {
      const isUnneeded = told.gdprApplies === false
      const isGranted = readPath(told, 'purpose', 'consents', purpose)
      return judge(isUnneeded || isGranted, ANSWERED.includes(told.eventStatus), isUnneeded)
    },
    (look) => {
      const listen = (data: unknown, isDone: unknown) => {
        if (isDone !== true || typeof toFields(data).cmpId !== 'number') return
        told = toFields(data)
        look()
      }
      whenPresent(() => {
        const api = readWindow('__tcfapi')
        if (typeof api !== 'function') return false
        ;(api as Api)('addEventListener', 2, listen)
        return true
      })
    },
  )
}
