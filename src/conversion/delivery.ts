import { diagnose } from '../diagnose'
import { readSetting } from '../settings/resolve'
import type { Entry, State } from '../stored/state'
import { clearState, readState, RECORD_AREA, writeState } from '../stored/store'
import type { ConversionResult } from '../types'
import { clicks } from './clicks'
import { listFresh } from './expiry'
import { endHoldings } from './holdings'
import { endJobs, jobOf } from './jobs'
import { HURRY_MS, LEASE_MS, WAIT_MAX_MS } from './limits'
import { addEntry, dropHeld, leaseDue, listFirsts, type OutboxChange, waitMs } from './outbox'
import { keyOf } from './request'
import { createResult, isForbidden, promiseResult } from './result'
import { tryEntry } from './try'

let timer: ReturnType<typeof setTimeout> | undefined
let hurriedAt = 0

/**
 * Keeps a conversion and sends it in the same task. What is held for the same click makes way.
 *
 * @param publishableKey - Where its call gave one.
 * @returns Its result, within 3 seconds; the same promise for the same body until there is a definite answer.
 */
export const send = (clickId: string, body: string, publishableKey: string | undefined): Promise<ConversionResult> => {
  const job = jobOf(body)
  const promise = (job._promise ??= promiseResult('waiting', (resolve) => (job._settle = resolve)))
  deliver((entries, now) => {
    addEntry(entries, { clickId, body, madeAt: now, dueAt: now, publishableKey })
    diagnose('kept', { clickId, body })
    return dropHeld(entries, clickId)
  })
  return promise
}

/**
 * Looks at the outbox: one read, one write if there is anything, then the requests that are due, all in this task.
 *
 * @param change - Changes the entries first.
 * @param record - What `RECORD_AREA` is known to hold.
 */
export const deliver = (change?: OutboxChange, record?: State): void => {
  clearTimeout(timer)
  const area = readSetting('outbox')
  const now = Date.now()
  const state = (area === RECORD_AREA && record) || readState(area)
  const before = state.outbox.length
  const entries = change?.(state.outbox, now) ?? state.outbox
  if (before + entries.length === 0) return
  // By a "no" in another tab.
  if (clicks?._isForgotten()) {
    clearOutbox()
    return
  }
  diagnose('outbox', { entries, now })
  state.outbox = listFresh(entries, now)
  tellKeyless(state.outbox)
  const next = listFirsts(state.outbox.filter(isSendable))
  const due = leaseDue(next, now)
  timer = setTimeout(deliver, Math.min(WAIT_MAX_MS, ...next.map((entry) => waitMs(entry, now))))
  // Never without a change: it could undo what another tab has written since.
  if (change || due.length > 0 || state.outbox.length < before) writeState(area, state)
  for (const entry of due) void tryEntry(entry, deliver)
}

/** What the merchant has to mend, key or allow-list, holds nobody up. */
const isSendable = (entry: Entry): boolean => !!keyOf(entry) && !isForbidden(jobOf(entry.body)._status)

const tellKeyless = (entries: readonly Entry[]): void => {
  for (const entry of entries)
    if (!keyOf(entry)) jobOf(entry.body)._settle?.(createResult('queued', { reason: 'no-key' }))
}

/**
 * Brings forward what has met no answer: the browser says that it is online again. A hint, which may come often: at most once
 * in 10 minutes, and not what waits no longer than a lease.
 */
export const hurry: OutboxChange = (entries, now) => {
  if (now - hurriedAt < HURRY_MS) return
  hurriedAt = now
  for (const entry of entries) if (!jobOf(entry.body)._status && waitMs(entry, now) > LEASE_MS) entry.dueAt = now
}

/** Makes what is held due: the page goes. */
export const releaseHeld: OutboxChange = (entries, now) => {
  for (const entry of entries) if (entry.heldFor) entry.dueAt = now
}

/**
 * Deletes the outbox, and what is held; nobody waits for it any more, what is in flight is forgotten, and this page looks no more by itself:
 * another tab, where the visitor said yes, may keep something again.
 */
export const clearOutbox = (): void => {
  clearTimeout(timer)
  clearState(readSetting('outbox'))
  endHoldings()
  endJobs(createResult('ignored', { reason: 'no-consent' }))
}
