/** What a click id is and how long it lives: one answer for the snippet and for servers. */

/** Query parameter of the landing page, appended by the partner link's redirect. */
export const CLICK_PARAM = 'irw_id'

/** First-party cookie that holds the click id. */
export { NAME as COOKIE_NAME } from '../name'

/** Default attribution window. */
const CLICK_LIFETIME_DAYS = 90

/**
 * Decodes a click id from a query or a cookie: 1 to 256 characters, no control character among them
 * (`AffiliateConversionRequest.clickId`). Ids are opaque; the API alone can tell a real one. A literal `+` stays a `+`.
 *
 * @param text - Percent-encoded text.
 * @returns The id.
 * @throws Where the text is damaged or no id, as js-cookie's converters do to have a cookie passed over.
 */
export const decodeClickId = (text: string): string =>
  (/^\P{Cc}{1,256}$/u.exec(decodeURIComponent(text)) as RegExpExecArray)[0]

/**
 * Resolves the cookie's lifetime.
 *
 * @param days - 1 to 365, the range of a campaign's window.
 * @returns The days, or 90 for anything else.
 */
export const resolveLifetimeDays = (days: unknown): number =>
  Number(days) >= 1 && Number(days) <= 365 ? Number(days) : CLICK_LIFETIME_DAYS
