import { readPath } from '../../platform/fields'
import { readWindow } from '../../platform/named'
import { type Answer, type Categories, createPlatform, judge, onEvents } from './platform'

interface CookieConsent {
  validConsent?(): boolean
  acceptedCategory(category: string): boolean
  getConfig(name: string): unknown
}

/**
 * vanilla-cookieconsent, by its events, and by its global where there is one: a bundler makes none. In its mode `opt-out` a
 * category that is enabled is a yes before an answer.
 *
 * @param categories - Names of categories. Default: `marketing`.
 * @see https://cookieconsent.orestbida.com/advanced/callbacks-events.html
 */
export const vanillaCookieConsent = (categories: Categories = 'marketing') => {
  let cookie: unknown
  return createPlatform(
    categories,
    (category) => (cookie ? isIn(readPath(cookie, 'categories'), category) : ask(category)),
    (look) => {
      onEvents('cc:onModalReady')(look)
      onEvents(
        'cc:onConsent',
        'cc:onChange',
      )((event) => {
        cookie = readPath(event, 'detail', 'cookie')
        look()
      })
    },
  )
}

const isIn = (list: unknown, item: string) => Array.isArray(list) && list.includes(item)

const ask = (category: string): Answer => {
  // Cookiebot has a global of this name too.
  const script = readWindow('CookieConsent') as CookieConsent | undefined
  if (!script?.validConsent) return undefined
  const isAnswered = script.validConsent()
  const isEnabled = readPath(script.getConfig('categories'), category, 'enabled')
  return judge(
    isAnswered ? script.acceptedCategory(category) : isEnabled,
    isAnswered,
    script.getConfig('mode') === 'opt-out',
  )
}
