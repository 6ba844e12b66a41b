import { diagnose } from '../diagnose'
import { readSetting } from '../settings/resolve'
import type { ClickRecord, State } from '../stored/state'
import { clearState, isStored, readState, RECORD_AREA, writeState } from '../stored/store'
import { readCookies, removeCookie, removeTwins, setCookie, writeCookie } from './cookie'
import { readFirstSeen } from './landing'

const DAY_MS = 864e5

/** Where no cookie can be held, this page's memory answers. */
let clickInMemory: string | undefined

/**
 * What this page has taken, each once, and once more after this page's own "no": Back to this page undoes no "no" of a later
 * one. So with the cookie's lease.
 */
const landingsTaken = new Set<string>()
let isLeaseRenewed = false

/** Whether this page has met a cookie: one that is gone then was removed. */
let hasMetCookie = false

/** Reads the id that a conversion would carry now. */
export const readClick = (): string | undefined => readClickOfCookie() ?? clickInMemory

const readClickOfCookie = () => meetCookie(readCookies())

const meetCookie = ([cookie]: readonly string[]): string | undefined => {
  hasMetCookie ||= !!cookie
  return cookie
}

/**
 * Takes the id of a landing page, and makes the cookie of the newest click last. An id taken before never replaces a newer
 * one nor gets a new lease, but comes back for the days that remain. May be called again and again.
 *
 * @param landing - The id in the page's address, if there is one.
 * @returns What `RECORD_AREA` holds, record and outbox.
 */
export const keepClick = (landing: string | undefined): State => {
  const state = readState(RECORD_AREA)
  const cookies = readAfterTwins(state.click, landing)
  const cookie = meetCookie(cookies)
  const before = findClickBefore(cookie, state)
  const handedFrom = landing ? readFirstSeen(landing) : undefined
  const isYounger = handedFrom !== undefined && !(state.click && handedFrom <= state.click.firstSeenAt)
  // One of whose age nobody knew was given a day: it comes with another, or with its age.
  const isKnown = isYounger && state.click?.id === landing
  const isNew =
    !!landing &&
    !landingsTaken.has(landing) &&
    (isKnown || !state.taken.includes(landing)) &&
    // One that was handed over is as old as it is: it replaces none that is newer, or of whose age nothing is known.
    (handedFrom === undefined || (isYounger && (before === state.click || cookie === landing)))
  if (isNew) {
    landingsTaken.add(landing)
    if (!isKnown) {
      state.taken.push(landing)
      state.clickBefore = before
    }
    const { cookieDomain } = (isKnown && state.click) || {}
    state.click = { id: landing, firstSeenAt: handedFrom ?? Date.now(), ...(cookieDomain && { cookieDomain }) }
  }
  const click = state.click
  diagnose('click', { landing, isNew, click })
  const days = daysLeft(click)
  if (!click || days <= 0) return state
  // One that was handed over, and makes way for a newer one whose cookie is gone, brings that back.
  if (isNew || (!cookie && landing && (click.id === landing || handedFrom !== undefined))) {
    // Where it is there, and not by us, the merchant's server has set it.
    if (!isAlone(click.id, cookies) || click.cookieDomain) keepCookie(click, days)
    writeState(RECORD_AREA, state)
  }
  // Safari keeps what scripts write for 7 days, so ours is written again. The cookie without a domain in the record is the
  // work of the merchant's server: a script's write would cut its 90 days to 7.
  else if (!isLeaseRenewed && cookie === click.id && click.cookieDomain) setCookie(cookie, days, click.cookieDomain)
  isLeaseRenewed = true
  return state
}

/** Reads the cookies' ids; an older click under a narrower path, which would be read in the newest one's place, goes first. */
const readAfterTwins = (click: ClickRecord | undefined, landing: string | undefined): string[] => {
  // Most pages have neither, and a page asks its browser for cookies.
  if (!click && !landing) return []
  const cookies = readCookies()
  if (!click || !cookies.includes(click.id) || isAlone(click.id, cookies)) return cookies
  removeTwins()
  return readCookies()
}

/** Asks whether there is a cookie, and none with another id. */
const isAlone = (id: string, cookies: readonly string[]) => cookies.length > 0 && cookies.every((other) => other === id)

/**
 * Takes the click that one has replaced which the API does not know, and which is too young to have merely expired: no
 * campaign's window is shorter than a day.
 *
 * @param id - Of the younger one.
 * @returns The older one's id if it is within its own days; once.
 */
export const takeClickBefore = (id: string): string | undefined => {
  const state = readState(RECORD_AREA)
  const { click, clickBefore } = state
  const isYoung = click?.id === id && Date.now() - click.firstSeenAt < DAY_MS
  if (!isYoung || daysLeft(clickBefore) <= 0) return undefined
  state.clickBefore = undefined
  writeState(RECORD_AREA, state)
  return clickBefore?.id
}

/** Asks whether cookie and record, which this page has seen, are gone: by another tab's "no", or by the visitor's own hand. */
export const isForgotten = (): boolean => {
  const hadMetCookie = hasMetCookie
  // The record first: a page asks its browser for cookies, which takes many times as long.
  return !isStored(RECORD_AREA) && !readClickOfCookie() && hadMetCookie
}

/** Deletes cookie and record. */
export const forgetClick = (): void => {
  clickInMemory = undefined
  hasMetCookie = false
  isLeaseRenewed = false
  landingsTaken.clear()
  removeCookie()
  clearState(RECORD_AREA)
}

/** A cookie without a record was taken by another origin of the site: how long ago is not known, so it has a day. */
const findClickBefore = (cookie: string | undefined, { click }: State): ClickRecord | undefined =>
  cookie && click?.id !== cookie
    ? { id: cookie, firstSeenAt: Date.now() - (readSetting('cookie-days') - 1) * DAY_MS }
    : click

const daysLeft = (click: ClickRecord | undefined): number =>
  click ? readSetting('cookie-days') - (Date.now() - click.firstSeenAt) / DAY_MS : 0

const keepCookie = (click: ClickRecord, days: number) => {
  const cookieDomain = writeCookie(click.id, days, readSetting('cookie-domain'))
  click.cookieDomain = cookieDomain
  if (cookieDomain) hasMetCookie = true
  else clickInMemory = click.id
  diagnose('cookie', { cookieDomain })
}
