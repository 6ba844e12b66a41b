import { type Fields, readPath, toFields } from '../../platform/fields'
import { readDocument } from '../../platform/named'
import { type Categories, createPlatform, enqueue, judge } from './platform'

/** Where it keeps an answer, which is written before it is told. */
const ANSWER = '__hs_cookie_cat_pref='

/**
 * HubSpot's consent banner. It tells a no on every page before anybody was asked, and keeps none then: a no without its cookie
 * is none. A yes without it is its word for a visitor whom it asks nothing, under a policy of opt-out or none.
 *
 * @param categories - `analytics`, `advertisement`, `functionality`. Default: `advertisement`.
 * @see https://developers.hubspot.com/docs/api-reference/latest/account/settings/tracking-code/add-privacy-consent-listener
 */
export const hubspotBanner = (categories: Categories = 'advertisement') => {
  let told: Fields = {}
  return createPlatform(
    categories,
    (category) => {
      const isGranted = told.categories ? readPath(told.categories, category) : told.allowed
      return judge(isGranted, told.allowed !== undefined && readDocument('cookie').includes(ANSWER), true)
    },
    (look) => {
      const listen = (consent: unknown) => {
        told = toFields(consent)
        look()
      }
      enqueue('_hsp', ['addPrivacyConsentListener', listen])
    },
  )
}
