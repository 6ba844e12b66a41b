import { readSetting } from '../settings'
import { clearState, readState, RECORD_AREA, writeState } from '../store'
import { readCookie, removeCookie, setCookie, writeCookie } from './cookie'
import { resolveLifetimeDays } from './id'

/** How many ids taken before are remembered, so that a reload, Back or a bookmark is no click. */
const TAKEN_MAX = 20

/** Where no cookie can be held, this page's memory answers. */
let unheld: string | undefined
let isWritten = false

/** Reads the id that a conversion would carry now. */
export function readClick(): string | undefined {
  return readCookie() || unheld
}

/** Takes the id of a landing page. One taken before never replaces a newer one nor gets a new lease. */
export function takeClick(id: string): void {
  const { s: taken, c, ...rest } = readState(RECORD_AREA)
  const record = Object(c)
  const isKnown = taken.includes(id)
  if (isKnown && (readClick() || record.i !== id)) return
  const takenAt = isKnown ? record.t : Date.now()
  const days = remainingDays(takenAt)
  // The cookie without the record is the work of the merchant's server. A script's write would cut its 90 days to 7.
  const domain = readCookie() === id || !(days > 0) ? undefined : write(id, days)
  writeState(RECORD_AREA, {
    ...rest,
    s: [...taken, ...(isKnown ? [] : [id])].slice(-TAKEN_MAX),
    c: { i: id, t: takenAt, d: domain },
  })
}

/** Writes our own cookie again with the time that remains: Safari keeps what scripts write for 7 days. */
export function renewClick(): void {
  const { i: id, t: takenAt, d: domain } = Object(readState(RECORD_AREA).c)
  if (!isWritten && domain !== undefined && readCookie() === id && remainingDays(takenAt) > 0)
    setCookie(id, remainingDays(takenAt), domain)
}

/** Deletes cookie and record. */
export function forgetClick(): void {
  unheld = undefined
  removeCookie()
  clearState(RECORD_AREA)
}

function write(id: string, days: number): string | undefined {
  const domain = writeCookie(id, days, readSetting('cookie-domain', /./))
  isWritten = true
  if (domain === undefined) unheld = id
  return domain
}

const remainingDays = (takenAt: number) =>
  resolveLifetimeDays(readSetting('cookie-days', /./)) - (Date.now() - takenAt) / 864e5
