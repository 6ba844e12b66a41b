/**
 * A click's record as it goes to another domain of the merchant's: `irw_h=<now>.<first seen>.<id>`. One parameter, so that what
 * drops parameters which it does not know drops all of it. Both times are in ms since the epoch, in decimal digits.
 */

import type { ClickRecord } from './state'

/** Query parameter of the page that a click is handed to. */
export const HANDOVER_PARAM = 'irw_h'

/** When a click was handed over, and when it was first seen, in ms since the epoch. */
export type HandoverTimes = readonly [handedAt: number, firstSeenAt: number]

/** How long the way may take. What somebody has copied is older. */
export const WAY_MAX_MS = 180e3

/** Browsers round their clocks, and a document's start may be on another one than `Date.now()`. */
const ROUNDING_MS = 1e3

/** One that is there already. */
const EARLIER = /([?&]irw_h=)(\d+)\.\d+\.[^&]*/

/** A click of the address's own, which wins. */
const OWN_CLICK = /[?&]irw_id=[^&]/

/**
 * Asks whether a click has come straight from where it was handed over: neither long ago, nor in the future, nor before it was
 * seen for the first time.
 *
 * @param startedAt - When the visitor has come here, in ms since the epoch; nobody has come at NaN.
 */
export const isFresh = ([handedAt, firstSeenAt]: HandoverTimes, startedAt: number): boolean =>
  firstSeenAt <= handedAt && handedAt <= startedAt && startedAt <= handedAt + WAY_MAX_MS

/**
 * Adds a click to an address, behind its query; every other byte stays as it is. An older one that it has makes way.
 *
 * @param now - In ms since the epoch.
 */
export const addHandover = (url: string, click: ClickRecord, now: number): string => {
  const [, address = '', fragment = ''] = /^([^#]*)([^]*)/.exec(url) ?? []
  const [, , earlier] = EARLIER.exec(address) ?? []
  // Somebody has just added it, perhaps this very click.
  if (OWN_CLICK.test(address) || (earlier && now - Number(earlier) < WAY_MAX_MS / 2)) return url
  const value = writeHandover(click, now)
  return (
    (earlier
      ? address.replace(EARLIER, (_, start: string) => start + value)
      : `${address}${address.includes('?') ? '&' : '?'}${HANDOVER_PARAM}=${value}`) + fragment
  )
}

const writeHandover = ({ id, firstSeenAt }: ClickRecord, now: number): string => {
  const handedAt = Math.floor(now - ROUNDING_MS)
  // A click of this very moment is no younger than its way.
  return `${handedAt}.${Math.min(handedAt, Math.floor(firstSeenAt))}.${encodeURIComponent(id)}`
}
