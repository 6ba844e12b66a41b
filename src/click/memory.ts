import { diagnose } from '../diagnose'
import { readSetting } from '../settings'
import { readState, RECORD_AREA, type State, writeState } from '../store'
import { readCookie, removeCookie, setCookie, writeCookie } from './cookie'
import { resolveLifetimeDays } from './id'

/** Where no cookie can be held, this page's memory answers. */
let unheld: string | undefined

/**
 * Once a page, and once more after this page's own "no", a landing is taken and the cookie's lease renewed: Back to this page
 * undoes no "no" of a later one.
 */
let isKept: boolean | undefined

/** Reads the id that a conversion would carry now. */
export const readClick = (): string | undefined => readCookie() || unheld

/**
 * Takes the id of a landing page, and makes the cookie of the newest click last. An id taken before never replaces a newer
 * one nor gets a new lease, but comes back for the days that remain. May be called again and again.
 *
 * @param landing - The id in the page's address, if there is one.
 * @returns What storage holds, record and outbox.
 */
export const keepClick = (landing: string | undefined): State => {
  const state = readState(RECORD_AREA)
  const isNew = landing && !isKept && !state.s.includes(landing)
  if (isNew) {
    state.s.push(landing)
    state.c = { i: landing, t: Date.now() }
  }
  diagnose('click', landing, isNew, state)
  const record = Object(state.c)
  if (!record.i) return state
  const days = resolveLifetimeDays(readSetting('cookie-days', /^\d+$/)) - (Date.now() - record.t) / 864e5
  if (!(days > 0)) return state
  const cookie = readCookie()
  if (isNew || (!cookie && record.i === landing)) {
    if (cookie !== landing) {
      record.d = writeCookie(record.i, days, readSetting('cookie-domain', /.+/))
      if (record.d === undefined) unheld = landing
      diagnose('cookie', record)
    }
    writeState(RECORD_AREA, state)
  }
  // Safari keeps what scripts write for 7 days, so ours is written again. The cookie without a domain in the record is the
  // work of the merchant's server: a script's write would cut its 90 days to 7.
  else if (!isKept && cookie === record.i && record.d !== undefined) setCookie(record.i, days, record.d)
  isKept = true
  return state
}

/** Deletes cookie and record. */
export const forgetClick = (): void => {
  unheld = undefined
  isKept = false
  removeCookie()
  writeState(RECORD_AREA)
}
