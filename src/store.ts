import { attempt } from './attempt'
import { diagnose } from './diagnose'
import { NAME } from './name'

/** Property of `window` that holds the record of clicks. */
export const RECORD_AREA = 'localStorage'

/** How many ids taken before are remembered, so that a reload, Back or a bookmark is no click. */
const TAKEN_MAX = 20

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
  /** When it was made, in ms since the epoch; 0 to have it removed. */
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
const memory: Record<string, State | undefined> = {}

/**
 * Reads a storage area. Damaged or foreign contents are as good as empty.
 *
 * @param area - `localStorage`, `sessionStorage`, or the name of no property of `window` for the page's memory.
 */
export const readState = (area: string): State => {
  return (
    memory[area] ||
    attempt(() => {
      const text = storageOf(area).getItem(NAME)
      if (!text) return
      const state = JSON.parse(text) as State
      // Times that are objects may throw when they are compared: better here.
      return {
        c: Number(state.c?.t) ? state.c : undefined,
        s: listOf(state.s).slice(-TAKEN_MAX),
        o: listOf(state.o).filter((entry) => /^{/.test(entry.b) && entry.i && entry.t + entry.n),
      }
    }) || { s: [], o: [] }
  )
}

/**
 * Writes a storage area.
 *
 * @param state - Undefined to remove our key from it.
 */
export const writeState = (area: string, state?: State): void => {
  memory[area] = state
  attempt(() => {
    if (state) storageOf(area).setItem(NAME, JSON.stringify(state))
    else storageOf(area).removeItem(NAME)
    memory[area] = undefined
  })
  diagnose('written', area, memory)
}

/** Prototype.js before 1.7 has lists written as text (https://github.com/prototypejs/prototype/issues/327). */
const listOf = <T>(list: T[] | string): T[] => (typeof list === 'string' ? JSON.parse(list) : list)

const storageOf = (area: string) => (window as unknown as Record<string, Storage>)[area] as Storage
