/** What is stored in a visitor's browser, the same in every edition and version: plain names, which no build mangles. */

import { toFields } from '../platform/fields'

/** How many ids taken before are remembered, so that a reload, Back or a bookmark is no click. */
const TAKEN_MAX = 20

/** The newest click that this origin has taken. */
export interface ClickRecord {
  id: string
  /** In ms since the epoch. */
  firstSeenAt: number
  /** The domain on which we wrote its cookie, or `host` for this host alone; absent where a server did, or nobody. */
  cookieDomain?: string | undefined
}

/** An unanswered conversion. */
export interface Entry {
  clickId: string
  /** The request's body, which has the click id in it. */
  body: string
  /** In ms since the epoch. */
  madeAt: number
  /** Not to be sent before, in ms since the epoch: a lease while in flight, then backoff. */
  dueAt: number
  /** How often it was sent. */
  tries?: number | undefined
  /** Where its call gave one. */
  publishableKey?: string | undefined
  /** Of what success it is (`hubspot:<form id>`), while it is held for a `track()` of the merchant's. */
  heldFor?: string | undefined
  /** Who has reported it; absent for a `track()` of the merchant's. */
  source?: string | undefined
}

export interface State {
  click?: ClickRecord | undefined
  /** The one that it has replaced, for the case that the API does not know the newer one. */
  clickBefore?: ClickRecord | undefined
  /** The last ids taken, oldest first. */
  taken: string[]
  outbox: Entry[]
}

/** `local` and `session` are the browser's, `memory` is the page's own. */
export type StorageArea = 'local' | 'session' | 'memory'

export const createState = (): State => ({ taken: [], outbox: [] })

/**
 * Reads what is stored. Foreign parts are left out.
 *
 * @param text - Of our key in web storage; empty where there is none.
 * @throws SyntaxError for what is no JSON.
 */
export const parseState = (text: string): State => {
  const { click, clickBefore, taken, outbox } = toFields(JSON.parse(text || '{}'))
  return {
    click: isLike(CLICK, click) ? click : undefined,
    clickBefore: isLike(CLICK, clickBefore) ? clickBefore : undefined,
    taken: listLike('', taken).slice(-TAKEN_MAX),
    outbox: listLike(ENTRY, outbox),
  }
}

/** By way of example. */
const CLICK: ClickRecord = { id: '', firstSeenAt: 0 }
const ENTRY: Entry = { clickId: '', body: '', madeAt: 0, dueAt: 0 }

/** Prototype.js before 1.7 has lists written as text (https://github.com/prototypejs/prototype/issues/327). */
const listLike = <T>(example: T, stored: unknown): T[] => {
  const list: unknown = typeof stored === 'string' ? JSON.parse(stored) : stored
  return Array.isArray(list) ? list.filter((item) => isLike(example, item)) : []
}

/** Asks whether a value is of the example's type, and so are its members. */
const isLike = <T>(example: T, value: unknown): value is T =>
  typeof value === typeof example &&
  Object.entries(toFields(example)).every(([name, member]) => isLike(member, toFields(value)[name]))
