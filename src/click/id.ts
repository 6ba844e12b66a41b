/** What a click id is and how long it lives: one answer for the snippet and for servers. */

import { NAME } from '../stored/name'
import { CLICK_LIFETIME_DAYS, readDays } from '../settings/words'

/** Query parameter of the landing page, appended by the partner link's redirect. */
export const CLICK_PARAM = 'irw_id'

/** First-party cookie that holds the click id. */
export const COOKIE_NAME = NAME

/** In place of a domain: a cookie for this host alone. */
export const HOST_ONLY = 'host'

/** Most characters of a click id (`AffiliateConversionRequest.clickId`). */
const LENGTH_MAX = 256

/** What no click id has: `\p{Cc}`, as ranges: a landing waits until an expression is compiled. */
const CONTROL = /[^ -~\u00a0-\uffff]/

/**
 * Decodes a click id from a query or a cookie. Ids are opaque; the API alone can tell a real one. A literal `+` stays a `+`.
 *
 * @param text - Percent-encoded text.
 * @returns The id, or undefined where the text is damaged or no id.
 */
export const decodeClickId = (text: string): string | undefined => {
  try {
    const id = decodeURIComponent(text)
    return id && [...id].length <= LENGTH_MAX && !CONTROL.test(id) ? id : undefined
  } catch {
    // A broken escape.
    return undefined
  }
}

/**
 * Lists the click ids in the text of a `Cookie` header or of `document.cookie`. Of one name there may be several cookies: a
 * host-only one beside a domain's, one of a narrower path. That of the longest path comes first, then the oldest.
 *
 * @see https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html section 5.8.3
 */
export const listClickIds = (cookies: string): string[] =>
  cookies.split(';').flatMap((cookie) => {
    const pair = cookie.trim()
    return (pair.startsWith(COOKIE_NAME + '=') && decodeClickId(pair.slice(COOKIE_NAME.length + 1))) || []
  })

/** Finds the first valid click id in the text of a `Cookie` header. */
export const findClickId = (cookies: string): string | undefined => listClickIds(cookies)[0]

/**
 * Resolves the cookie's lifetime.
 *
 * @param days - 1 to 365, the range of a campaign's window.
 * @returns The days, or 90 for anything else.
 */
export const resolveLifetimeDays = (days: unknown): number => readDays(String(days)) ?? CLICK_LIFETIME_DAYS
