import { CONVERSIONS_PATH } from '../conversion/api'
import { findConnect, isMixed } from '../debug/policy'
import { quietly } from '../debug/quietly'
import { resolve } from '../debug/settings'
import { listWaiting } from '../debug/stored'
import { say } from '../debug/voice'
import type { Page } from '../doctor/page'
import { matchesSource } from '../doctor/sources'
import { toDay } from './day'

/** In the place of the API's own words, which a page's requests do not show. */
const SEEN = 'as a request of this page shows'

/** Says what keeps conversions of this page from the API, as far as it can be seen without asking it. */
export const lookAtDelivery = (page: Page): void => {
  const api = resolve('api-host').value
  const url = quietly(() => new URL(api + CONVERSIONS_PATH))
  const waiting = listWaiting()
  const [oldest] = waiting
  if (oldest) say('live-waiting', waiting.length, toDay(oldest.madeAt), oldest.tries ?? 0)
  if (!url) return
  const status = statusOf(url)
  if (isMixed(api)) say('mixed-content', api)
  const refused = [...listMetas(page), ...listReported(url)].filter((policy) => tellRefusal(policy, api, url))
  if (status === 401) say('key-refused', oldest?.publishableKey ?? resolve('publishable-key').value, SEEN)
  else if (status === 403) say('origin-refused', self.origin, SEEN)
  else if (status === undefined && refused.length === 0) say('live-unasked', location.origin)
}

/** Of the page's last request there; undefined where there was none, or the browser does not tell. */
const statusOf = ({ href }: URL): number | undefined =>
  (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter(({ name }) => name === href).pop()
    ?.responseStatus || undefined

/** Says so where a policy keeps this page from the API, and whether it does. */
const tellRefusal = (policy: string, api: string, url: URL): boolean => {
  const { name, sources } = findConnect(policy) ?? { name: '', sources: '*' }
  const isAllowed = sources.split(/\s+/).some((source) => matchesSource(source, url, new URL(location.href)))
  if (!isAllowed) say('policy-blocked', api, name, sources, url.origin)
  return !isAllowed
}

/** Policies of the page's head; those of its headers cannot be read without a request. */
const listMetas = ({ elements }: Page): string[] =>
  elements.flatMap(({ name, attributes, parent }) => {
    const isPolicy = name === 'meta' && /^content-security-policy$/i.test(attributes.get('http-equiv') ?? '')
    return isPolicy && parent?.name === 'head' ? [attributes.get('content') ?? ''] : []
  })

/**
 * Policies, of headers too, by which this page was kept from the API: some browsers keep what they have reported.
 *
 * @see https://www.w3.org/TR/reporting-1/#dom-reportingobserveroptions-buffered
 */
const listReported = ({ origin }: URL): string[] =>
  quietly(() => {
    const observer = new ReportingObserver(() => {}, { types: ['csp-violation'], buffered: true })
    observer.observe()
    const reports = observer.takeRecords()
    observer.disconnect()
    return reports.flatMap(({ body }) => {
      const { blockedURL, disposition, originalPolicy } = Object(body) as Record<string, unknown>
      const isEnforced = disposition !== 'report' && String(blockedURL).startsWith(origin)
      return isEnforced && typeof originalPolicy === 'string' ? [originalPolicy] : []
    })
  }) ?? []
