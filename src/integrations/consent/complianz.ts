import { readPath } from '../../platform/fields'
import { readDocument, readWindow } from '../../platform/named'
import { type Answer, type Categories, createPlatform, judge, onEvents } from './platform'

type Ask = (category: string) => unknown

/**
 * Complianz, and any banner that speaks the WP Consent API. An answer is the cookie of the category, as both keep it: a function
 * says yes where no type of consent is set, and Complianz' own to every robot. Without a cookie it is a yes of its function's, where
 * the type is `optout`, or `other`, a region in which nobody is asked.
 *
 * @param categories - `preferences`, `statistics`, `marketing`. Default: `marketing`.
 * @see https://github.com/WordPress/wp-consent-level-api/blob/master/assets/js/wp-consent-api.js
 */
export const complianz = (categories: Categories = 'marketing') =>
  createPlatform(
    categories,
    readCategory,
    onEvents(
      ...['wp_listen_for_consent_change', 'wp_consent_type_defined', 'cmplz_status_change', 'cmplz_fire_categories'],
    ),
  )

const readCategory = (category: string): Answer => {
  const ask = (readWindow('wp_has_consent') ?? readWindow('cmplz_has_consent')) as Ask | undefined
  if (!ask) return undefined
  const [, said] = new RegExp(`(?:wp_consent|cmplz)_${category}=(allow|deny)`).exec(readDocument('cookie')) ?? []
  const types = ['wp_consent_type', 'wp_fallback_consent_type'].map(readWindow)
  const type = types.find(Boolean) ?? readPath(readWindow('complianz'), 'consenttype')
  const isGranted = said ? said === 'allow' : ask(category)
  return judge(isGranted, said !== undefined, /optout|other/.test(String(type)))
}
