import { attempt } from '../platform/attempt'
import { readDocument } from '../platform/named'
import { isFresh } from '../stored/handover'
import { splitUrl } from './url'

/** When clicks that another domain has handed over were first seen, in ms since the epoch, by their ids. */
const firstSeen = new Map<string, number>()

/** Says when a click was first seen, if another domain has handed it over: a partner link's is as new as the page. */
export const readFirstSeen = (id: string): number | undefined => firstSeen.get(id)

/** Reads the click id of an address: a partner link's, or one that another domain has handed over just before this document. */
export const readLanding = (url: string): string | undefined => {
  const { id, times } = splitUrl(url)
  if (!id || !times) return id
  if (!attempt(() => isFresh(times, performance.timeOrigin))) return undefined
  firstSeen.set(id, times[1])
  return id
}

/** Reads the click of the address bar. */
export const readLocation = (): string | undefined => readLanding(location.href)

/**
 * Reads the click that came before the script did: of the URL that the document was loaded from, which a router or another
 * tag may have replaced since, else of the page before.
 *
 * @see https://www.w3.org/TR/navigation-timing-2/ - its `name` is the document's address, query and fragment included
 */
export const readEarlierLanding = (): string | undefined =>
  attempt(() => {
    const navigation = performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined
    // A reload, Back or a restored tab comes from where it came from long ago: since then there may be a newer click, or a "no".
    return readLanding(navigation?.name ?? '') ?? (navigation?.type === 'navigate' ? readReferrer() : undefined)
  })

/**
 * Visitors leave a landing page before the script has come, and may answer the consent banner on the second page. The same
 * origin alone: under `strict-origin` and stricter policies there is no query to read.
 */
const readReferrer = (): string | undefined => {
  const referrer = readDocument('referrer')
  return referrer.startsWith(location.origin + '/') ? readLanding(referrer) : undefined
}
