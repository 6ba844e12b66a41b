import { readPath, toFields } from '../../platform/fields'
import { readWindow } from '../../platform/named'
import { type Categories, createPlatform, judge, onEvents } from './platform'

/**
 * Cookiebot. A yes is the category's `consent`, whichever button was clicked: `CookiebotOnAccept` also comes where only
 * statistics were accepted. Where it asks nobody it grants by itself, and `consent.method` is `implied`.
 *
 * @param categories - `preferences`, `statistics`, `marketing`. Default: `marketing`.
 * @see https://www.cookiebot.com/en/developer/
 */
export const cookiebot = (categories: Categories = 'marketing') =>
  createPlatform(
    categories,
    (category) => {
      const { consent, hasResponse } = toFields(readWindow('Cookiebot'))
      const { method } = toFields(consent)
      return judge(readPath(consent, category), hasResponse, method === 'implied')
    },
    onEvents('CookiebotOnConsentReady', 'CookiebotOnDecline'),
  )
