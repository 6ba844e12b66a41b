import type { HandoverTimes } from '../stored/handover'
import { decodeClickId } from './id'

/** What both parameters of ours begin with. */
const PREFIX = 'irw_'

/** `CLICK_PARAM`: compared as text, since a landing would wait for a regular expression to be compiled. */
const CLICK = 'irw_id='

/** `HANDOVER_PARAM`, with its two times, then the id: one of another shape is the page's own. */
const HANDED = /^irw_h=(\d+)\.(\d+)\.([^]*)/

/** A URL, and what it tells of a click. */
interface SplitUrl {
  /** The last id that is not empty, decoded; undefined where there is none. A partner link's wins over one handed over. */
  readonly id?: string | undefined
  /** Of one that was handed over. */
  readonly times?: HandoverTimes | undefined
  /** The URL without the parameters, every other byte untouched. */
  readonly rest: string
}

/**
 * Finds the click id in a URL's query, else in the query part of its fragment (`#/route?irw_id=…`, `#irw_id=…`), and cuts
 * it out of both. Works on the raw text, because `URLSearchParams` rewrites what it did not change: `a%20b` to `a+b`,
 * `?flag` to `?flag=`, broken escapes to U+FFFD. A signed URL would be void.
 *
 * @param url - Absolute or relative.
 */
export const splitUrl = (url: string): SplitUrl => {
  if (!url.includes(PREFIX)) return { rest: url }
  let click = ''
  let handed: RegExpExecArray | null = null
  // From the last part to the first, whose word is the last, too.
  const rest = url.split('#').reduceRight((behind, part, index) => {
    const queryAt = part.indexOf('?') + 1
    // A path is no query; a fragment without a route is one.
    if (index + queryAt === 0) return part + behind
    const head = (index > 0 ? '#' : '') + part.slice(0, queryAt)
    const pairs = part.slice(queryAt).split('&')
    const kept = pairs.filter((pair) => {
      if (pair.startsWith(CLICK)) {
        click = pair.slice(CLICK.length) || click
        return false
      }
      const found = pair.startsWith(PREFIX) && HANDED.exec(pair)
      handed = found || handed
      return !found
    })
    return (kept.length > 0 ? head + kept.join('&') : head.slice(0, -1)) + behind
  }, '')
  const [, handedAt, firstSeenAt, id = click] = (!click && handed) || []
  return { id: decodeClickId(id), times: handedAt ? [Number(handedAt), Number(firstSeenAt)] : undefined, rest }
}
