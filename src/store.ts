import { attempt } from './attempt'

/** Names our one key in web storage. */
export const STORAGE_KEY = '_introw_aff'

/** Property of `window` that holds the record of clicks. */
export const RECORD_AREA = 'localStorage'

/** The newest click that this origin has taken. */
export interface ClickRecord {
  /** Click id. */
  i: string
  /** When it was first seen, in ms since the epoch. */
  t: number
  /** The domain on which we wrote its cookie; absent where a server did. */
  d?: string | undefined
}

/** An unanswered conversion. */
export interface Entry {
  /** Click id. */
  i: string
  /** The request's body, which has the click id in it. */
  b: string
  /** When it was made, in ms since the epoch. */
  t: number
  /** Not to be sent before, in ms since the epoch: a lease while in flight, then backoff. */
  n: number
  /** Publishable key, where its call gave one. */
  k?: string | undefined
  /** HubSpot form id, while it is held. */
  h?: string
}

/** All that we store, under short names because it is in visitors' browsers. */
export interface State {
  c?: ClickRecord | undefined
  /** The last ids taken, oldest first. */
  s: string[]
  o: Entry[]
}

/** Where storage is refused or full, the page's memory stands in. */
const memory: Record<string, State> = {}

/**
 * Reads a storage area. Damaged or foreign contents are as good as empty.
 *
 * @param area - `localStorage`, `sessionStorage`, or the name of no property of `window` for the page's memory.
 */
export function readState(area: string): State {
  return (
    memory[area] ||
    attempt(() => {
      const { c, s, o } = JSON.parse(storage(area).getItem(STORAGE_KEY) as string) as State
      return { c, s: s.slice(-20), o: o.filter((entry) => /^{/.test(entry.b) && entry.i) }
    }) || { s: [], o: [] }
  )
}

/** Writes a storage area. */
export function writeState(area: string, state: State): void {
  memory[area] = state
  attempt(() => {
    storage(area).setItem(STORAGE_KEY, JSON.stringify(state))
    delete memory[area]
  })
}

/** Removes our key from a storage area. */
export function clearState(area: string): void {
  delete memory[area]
  attempt(() => storage(area).removeItem(STORAGE_KEY))
}

const storage = (area: string) => (window as unknown as Record<string, Storage>)[area] as Storage
