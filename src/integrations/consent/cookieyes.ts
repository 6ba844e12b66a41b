import { readPath, toFields } from '../../platform/fields'
import { readWindow } from '../../platform/named'
import { type Answer, type Categories, createPlatform, judge, onEvents } from './platform'

/**
 * CookieYes. Its category is called `advertisement`. Before an answer, categories may be on by the banner's own settings: that
 * is a yes under a law of opt-out alone, `ccpa`.
 *
 * @param categories - Slugs of categories. Default: `advertisement`.
 * @see https://www.cookieyes.com/documentation/retrieving-consent-data-using-api-getckyconsent/
 */
export const cookieYes = (categories: Categories = 'advertisement') =>
  createPlatform(categories, readCategory, onEvents('cookieyes_banner_load', 'cookieyes_consent_update'))

const readCategory = (category: string): Answer => {
  const read = readWindow('getCkyConsent') as (() => unknown) | undefined
  const { categories, isUserActionCompleted, activeLaw } = toFields(read?.())
  return judge(readPath(categories, category), isUserActionCompleted, activeLaw === 'ccpa')
}
