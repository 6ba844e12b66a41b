import { readDocument } from '../platform/named'
import { splitUrl } from './url'

/** Reads the click id of the address bar. */
export const readLocation = (): string | undefined => splitUrl(location.href).id

/**
 * Reads the click id of the URL that the document was loaded from, which a router or another tag may have replaced since.
 *
 * @see https://www.w3.org/TR/navigation-timing-2/ - its `name` is the document's address, query and fragment included
 */
export const readNavigation = (): string | undefined =>
  splitUrl(performance.getEntriesByType('navigation')[0]?.name ?? '').id

/**
 * Reads the click id of the page before, on the same origin: a visitor may answer the consent banner on the second page.
 * Under `strict-origin` and stricter policies there is no query to read.
 */
export const readReferrer = (): string | undefined => {
  const referrer = readDocument('referrer')
  return referrer.startsWith(location.origin + '/') ? splitUrl(referrer).id : undefined
}
