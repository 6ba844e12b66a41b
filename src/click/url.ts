import { CLICK_PARAM, decodeClickId } from './id'

const PAIR_START = CLICK_PARAM + '='

/**
 * What stands before a query (a path and `?`, or `#` and perhaps a route of its own and `?`), then the query. No part of it
 * runs over a `#`, or a long row of them would take quadratic time.
 */
const QUERIES = /(^[^?#]*\?|#(?:[^?#]*\?)?)([^#]*)/g

/**
 * Finds the click id in a URL's query, else in the query part of its fragment (`#/route?irw_id=…`, `#irw_id=…`), and cuts
 * it out of both. Works on the raw text, because `URLSearchParams` rewrites what it did not change: `a%20b` to `a+b`,
 * `?flag` to `?flag=`, broken escapes to U+FFFD. A signed URL would be void.
 *
 * @param url - Absolute or relative.
 * @returns `id`: the last one that is not empty, decoded, or undefined. `rest`: the URL without the parameter, every
 *   other byte untouched.
 */
export const splitUrl = (url: string): { readonly id?: string | undefined; readonly rest: string } => {
  // Most pages have none; a regular expression costs more than all else on them.
  if (!url.includes(PAIR_START)) return { rest: url }
  let value = ''
  const rest = url.replace(QUERIES, (_, head: string, query: string) => {
    let last = ''
    const kept = query.split('&').filter((pair) => {
      if (!pair.startsWith(PAIR_START)) return true
      last = pair.slice(PAIR_START.length) || last
      return false
    })
    value ||= last
    return kept.length > 0 ? head + kept.join('&') : head.slice(0, -1)
  })
  return { id: decodeClickId(value), rest }
}
