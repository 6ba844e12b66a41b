import { diagnose } from '../diagnose'
import type { Entry } from '../stored/state'
import { ENTRIES_MAX, LEASE_MS, PAUSE_MAX_MS, WAIT_MAX_MS } from './limits'

/** Changes the entries in place, or gives those that stay. */
export type OutboxChange = (entries: Entry[], now: number) => Entry[] | void

/** Tells how long an entry still waits, in ms; 0 or less if it is due. */
export const waitMs = (entry: Entry, now: number): number => {
  const ms = entry.dueAt - now
  return ms > WAIT_MAX_MS ? 0 : ms
}

/**
 * Adds an entry, unless one with its body is there. Over the cap the newest entry of a click that has another goes first,
 * since the API takes one conversion a click and the first wins; else the oldest goes.
 *
 * @param entries - Changed in place.
 */
export const addEntry = (entries: Entry[], entry: Entry): void => {
  const same = entries.find((other) => other.body === entry.body && !other.heldFor)
  if (same) {
    same.publishableKey = entry.publishableKey ?? same.publishableKey
    return
  }
  if (entries.push(entry) <= ENTRIES_MAX) return
  const isSecond = ({ clickId }: Entry, index: number) =>
    entries.findIndex((other) => other.clickId === clickId) < index
  const dropped = entries.filter(isSecond).pop() ?? entries[0]
  entries.splice(entries.indexOf(dropped ?? entry), 1)
  diagnose('capped', { entry: dropped })
}

/** Gives the entries without what is held for a click: the merchant's own call, which knows more, has come. */
export const dropHeld = (entries: readonly Entry[], clickId: string): Entry[] =>
  entries.filter((entry) => {
    const makesWay = entry.heldFor && entry.clickId === clickId
    if (makesWay) diagnose('replaced', { entry })
    return !makesWay
  })

/** Gives the first entry of each click, since the API takes one conversion a click and the first wins. */
export const listFirsts = (entries: readonly Entry[]): Entry[] => {
  const clicks = new Set<string>()
  return entries.filter(({ clickId }) => clicks.size < clicks.add(clickId).size)
}

/** Gives the entries that are due, each with a lease: nobody else tries them meanwhile. */
export const leaseDue = (entries: readonly Entry[], now: number): Entry[] => {
  const due = entries.filter((entry) => waitMs(entry, now) <= 0)
  for (const entry of due) {
    entry.dueAt = now + LEASE_MS
    entry.tries = (Number(entry.tries) || 0) + 1
    entry.heldFor = undefined
  }
  return due
}

/**
 * Tells when to try again: after 2, 8, 32 … seconds, at last hourly, less up to a half at random so that visitors spread out;
 * not before the API asks for it; within a day.
 *
 * @param tries - Attempts so far, from 1.
 * @param retryAfterSeconds - What the API asked for, if anything.
 */
export const backoffMs = (tries: number, retryAfterSeconds?: number): number => {
  const pauseMs = Math.min(500 * 4 ** tries, PAUSE_MAX_MS) * (1 - Math.random() / 2)
  return Math.min(Math.max(pauseMs, (retryAfterSeconds || 0) * 1e3), WAIT_MAX_MS)
}
