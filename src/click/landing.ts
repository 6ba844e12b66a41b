import { attempt } from '../platform/attempt'
import { readDocument } from '../platform/named'
import { isFresh } from '../stored/handover'
import { splitUrl } from './url'

/** A click that an address tells. */
export interface Landing {
  readonly id: string
  /** Of a click that another domain has handed over, in ms since the epoch; the partner link's is as new as the page. */
  readonly firstSeenAt?: number | undefined
}

/** Finds the click of an address, if it is a partner link's, or another domain has handed it over just before this document. */
export const readLanding = (url: string): Landing | undefined => {
  const { id, times } = splitUrl(url)
  const isOurs =
    id !== undefined &&
    (!times ||
      isFresh(
        times,
        attempt(() => performance.timeOrigin, NaN),
      ))
  return isOurs ? { id, firstSeenAt: times?.[1] } : undefined
}

/** Reads the click of the address bar. */
export const readLocation = (): Landing | undefined => readLanding(location.href)

/**
 * Reads the click that came before the script did: of the URL that the document was loaded from, which a router or another
 * tag may have replaced since, else of the page before.
 *
 * @see https://www.w3.org/TR/navigation-timing-2/ - its `name` is the document's address, query and fragment included
 */
export const readEarlierLanding = (): Landing | undefined =>
  attempt(() => {
    const navigation = performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined
    // A reload, Back or a restored tab comes from where it came from long ago: since then there may be a newer click, or a "no".
    return readLanding(navigation?.name ?? '') ?? (navigation?.type === 'navigate' ? readReferrer() : undefined)
  })

/**
 * Visitors leave a landing page before the script has come, and may answer the consent banner on the second page. The same
 * origin alone: under `strict-origin` and stricter policies there is no query to read.
 */
const readReferrer = (): Landing | undefined => {
  const referrer = readDocument('referrer')
  return referrer.startsWith(location.origin + '/') ? readLanding(referrer) : undefined
}
