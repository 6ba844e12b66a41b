/** How what people write is read. Pure: a trimmed text in, a value out, undefined where it cannot be read. */

/** Default attribution window. */
export const CLICK_LIFETIME_DAYS = 90

/** What can stand in a header and in the contract's `publishableKey`. */
const KEY = /^[!-~]{1,128}$/

/** A secret key, `sk_…`, also behind quotes and the like. */
export const SECRET_KEY = /\bsk[_-]/i

/** An http(s) URL without user, query and fragment. Slashes at its end are left out: a path follows. */
const HTTP_URL = /^https?:\/\/[^\s?#@]+[^\s?#@/](?=\/*$)/i

/** Reads a publishable key. A secret one in its place is neither kept nor sent: it is as if it was not there. */
export const readKey = (text: string): string | undefined =>
  SECRET_KEY.test(text) ? undefined : KEY.exec(text.trim())?.[0]

export const readHttpUrl = (text: string): string | undefined => HTTP_URL.exec(text)?.[0]

/** Reads a switch as people write it; an attribute without value is on. */
export const readSwitch = (text: string): boolean | undefined => {
  if (/^(on|true|1|yes|)$/i.test(text)) return true
  return /^(off|false|0|no)$/i.test(text) ? false : undefined
}

/** Reads a domain; the browser alone can tell a good one. It ends where a cookie's attribute ends. */
export const readDomain = (text: string): string | undefined => /[^;\s]+/.exec(text.toLowerCase())?.[0]

/** Reads a lifetime in days, 1 to 365, the range of a campaign's window; a number at the beginning counts, as in `30 days`. */
export const readDays = (text: string): number | undefined => {
  const days = parseFloat(text)
  return days >= 1 && days <= 365 ? days : undefined
}

/** Reads a list with commas, spaces or both between its items. */
export const readList = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)

const HOST = /^([a-z\d-]+\.)+[a-z]{2,}$/

/** Reads a list of hosts; undefined where one of them is none. */
export const readHosts = (text: string): string[] | undefined => {
  const hosts = readList(text)
  return hosts.every((host) => HOST.test(host)) ? hosts : undefined
}
