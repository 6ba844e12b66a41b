import { findListed, parseUrl, toDomain } from '../integrations/links/domains'
import { toFields } from '../platform/fields'
import { resolveLifetimeDays } from '../click/id'
import { addHandover, type HandoverTimes, isFresh, WAY_MAX_MS } from '../stored/handover'
import { type CookieSource, readClickId } from './cookie'
import { isText } from './headers'
import { assertOption } from './settings'

export const DAY_MS = 864e5

/** How much a server's clock may differ from the visitor's, or from another server's, either way. */
const CLOCK_MS = 600e3

export interface DecorateOptions {
  /** Your other domains, as `['other.com']`, which is also `app.other.com`. */
  readonly domains: readonly string[]
  /** Lifetime of a click in days, as you give it to `captureClick` and to the snippet. Default, also for a bad value: 90. */
  readonly days?: number | undefined
}

/**
 * Adds the visitor's click to an address of another domain of yours, for a redirect there: the snippet or `captureClick` takes
 * it if the visitor arrives within 3 minutes. A server does not know how old a click is, so that it has a day left there.
 *
 * Of the answer too no cache may keep a copy: send `Cache-Control: private, no-store` with it.
 *
 * @param url - Absolute. Every other byte of it stays as it is.
 * @param from - What `readClickId` takes. The cookie is there after the visitor's yes alone.
 * @param options - See `DecorateOptions`.
 * @returns The address with the parameter `irw_h`; the address as it was without a click, and where it is of none of these
 *   domains, or none at all.
 * @throws TypeError, with a click and without, if `url` is neither a text nor a URL, `from` is nothing that `readClickId`
 *   takes, or `domains` is no list of domains.
 * @example
 * response.redirect(decorate('https://app.other.com/sign-up', request, { domains: ['other.com'] }))
 */
export function decorate(url: string | URL, from: CookieSource, options: DecorateOptions): string {
  const { domains, days } = { ...options }
  const address = isText(url) ? url : toFields(url).href
  assertOption('url', isText(address), 'a text or a URL')
  assertOption('domains', isDomainList(domains), "a list of names such as ['other.com']")
  const text = String(address)
  const id = readClickId(from)
  const parsed = parseUrl(text)
  if (
    id === null ||
    !parsed ||
    !findListed(
      parsed,
      domains.flatMap((domain) => toDomain(domain) ?? []),
    )
  )
    return text
  const now = Date.now()
  const click = { id, firstSeenAt: now - (resolveLifetimeDays(days) - 1) * DAY_MS }
  // The next page's browser has a clock of its own, and takes a redirect's page for begun when its link was followed.
  return addHandover(/[\0- ]$/.test(text) ? parsed.href : text, click, now - WAY_MAX_MS / 2)
}

const isDomainList = (domains: unknown): boolean =>
  Array.isArray(domains) && domains.every((domain) => isText(domain) && toDomain(domain) !== undefined)

/** Asks whether a click has come straight from there, at the moment nearest to that which this server's clock may mean. */
export const isArriving = (times: HandoverTimes, now: number): boolean =>
  isFresh(times, Math.min(Math.max(times[0], now - CLOCK_MS), now + CLOCK_MS))
