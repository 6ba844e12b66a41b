import { attempt } from '../platform/attempt'
import { readDocument } from '../platform/named'
import { splitUrl } from './url'

/** Reads the click id of the address bar. */
export const readLocation = (): string | undefined => splitUrl(location.href).id

/**
 * Reads the click id that came before the script did: of the URL that the document was loaded from, which a router or another
 * tag may have replaced since, else of the page before.
 *
 * @see https://www.w3.org/TR/navigation-timing-2/ - its `name` is the document's address, query and fragment included
 */
export const readEarlierLanding = (): string | undefined =>
  attempt(() => {
    const navigation = performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined
    // A reload, Back or a restored tab comes from where it came from long ago: since then there may be a newer click, or a "no".
    return splitUrl(navigation?.name ?? '').id ?? (navigation?.type === 'navigate' ? readReferrer() : undefined)
  })

/**
 * Visitors leave a landing page before the script has come, and may answer the consent banner on the second page. The same
 * origin alone: under `strict-origin` and stricter policies there is no query to read.
 */
const readReferrer = (): string | undefined => {
  const referrer = readDocument('referrer')
  return referrer.startsWith(location.origin + '/') ? splitUrl(referrer).id : undefined
}
