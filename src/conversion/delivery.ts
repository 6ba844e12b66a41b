import { attempt } from '../attempt'
import { diagnose } from '../diagnose'
import { readSetting } from '../settings/resolve'
import type { Entry, State } from '../state'
import { clearState, readState, RECORD_AREA, writeState } from '../store'
import type { ConversionResult } from '../types'
import { toOutcome } from './api'
import { watchDepartures, watchPage } from './departure'
import { listFresh } from './expiry'
import { HURRY_MS, LEASE_MS, WAIT_MAX_MS } from './limits'
import { addEntry, backoffMs, waitMs } from './outbox'
import { request } from './request'
import { createResult, isForbidden, promiseResult, toResult } from './result'

/** What this page load knows of a body. */
interface Job {
  /** How many tries have met no answer. */
  _failures: number
  /** HTTP status of the last try; undefined where no answer came. */
  _status?: number | undefined
  _promise?: Promise<ConversionResult>
  _settle?: (result: ConversionResult) => void
}

/** Changes the entries in place, or gives those that stay. */
export type Change = (entries: Entry[], now: number) => Entry[] | void

/** What delivery has to ask of the visitor's clicks, which the page alone knows. */
interface Clicks {
  /** Whether what was kept of the click is gone: by a "no" in another tab. */
  readonly _isForgotten: () => boolean
  /** The click before one that the API does not know. */
  readonly _takeClickBefore: (id: string) => string | undefined
}

let clicks: Clicks | undefined

/** Makes ready for deliveries, and tells whom to ask of clicks. */
export const deliverFor = (visitorsClicks: Clicks): void => {
  clicks = visitorsClicks
  watchDepartures()
}

/** By body. */
let jobs: Record<string, Job> = {}
let timer: ReturnType<typeof setTimeout> | undefined
let hurriedAt = 0

/**
 * Keeps a conversion and sends it in the same task. What is held for the same click makes way: the merchant's own call
 * knows more.
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
    return entries.filter((entry) => {
      const makesWay = entry.heldForForm && entry.clickId === clickId
      if (makesWay) diagnose('replaced', { entry })
      return !makesWay
    })
  })
  return promise
}

/**
 * Looks at the outbox: one read, one write if there is anything, then the requests that are due, all in this task.
 *
 * @param change - Changes the entries first.
 * @param record - What `RECORD_AREA` is known to hold.
 */
export const deliver = (change?: Change, record?: State): void => {
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
  const next = listNext(state.outbox)
  const due = next.filter((entry) => waitMs(entry, now) <= 0)
  for (const entry of due) {
    entry.dueAt = now + LEASE_MS
    entry.tries = (Number(entry.tries) || 0) + 1
    entry.heldForForm = undefined
  }
  timer = setTimeout(deliver, Math.min(WAIT_MAX_MS, ...next.map((entry) => waitMs(entry, now))))
  // Never without a change: it could undo what another tab has written since.
  if (change || due.length > 0 || state.outbox.length < before) writeState(area, state)
  for (const entry of due) void post(entry)
}

/**
 * Brings forward what has met no answer: the browser says that it is online again. A hint, which may come often: at most once
 * in 10 minutes, and not what waits no longer than a lease.
 */
export const hurry: Change = (entries, now) => {
  if (now - hurriedAt < HURRY_MS) return
  hurriedAt = now
  for (const entry of entries) if (!jobOf(entry.body)._status && waitMs(entry, now) > LEASE_MS) entry.dueAt = now
}

/** Makes what is held due: the page goes. */
export const releaseHeld: Change = (entries, now) => {
  for (const entry of entries) if (entry.heldForForm) entry.dueAt = now
}

/**
 * Deletes the outbox; nobody waits for it any more, what is in flight is forgotten, and this page looks no more by itself:
 * another tab, where the visitor said yes, may keep something again.
 */
export const clearOutbox = (): void => {
  clearTimeout(timer)
  clearState(readSetting('outbox'))
  for (const job of Object.values(jobs)) job._settle?.(createResult('ignored', { reason: 'no-consent' }))
  jobs = {}
}

/**
 * What this page may try next: the first entry of each click, since the API takes one conversion a click and the first wins.
 * What the merchant has to mend, key or allow-list, holds nobody up.
 */
const listNext = (entries: readonly Entry[]): Entry[] => {
  const clicks = new Set<string>()
  return entries.filter((entry) => {
    const job = jobOf(entry.body)
    if (!keyOf(entry)) {
      job._settle?.(createResult('queued', { reason: 'no-key' }))
      return false
    }
    if (isForbidden(job._status) || clicks.has(entry.clickId)) return false
    clicks.add(entry.clickId)
    return true
  })
}

const keyOf = (entry: Entry): string | undefined => entry.publishableKey ?? readSetting('publishable-key')

const jobOf = (body: string): Job => (jobs[body] ??= { _failures: 0 })

const post = async (entry: Entry): Promise<void> => {
  const { body, tries = 1 } = entry
  const job = jobOf(body)
  diagnose('sending', { entry, tries })
  const hasStayed = watchPage()
  const outcome = await toOutcome(() => request(body, keyOf(entry), job._failures === 1))
  // Consent was withdrawn meanwhile.
  if (jobs[body] !== job) return
  const result = toResult(outcome)
  diagnose('answered', { entry, outcome, result, tries })
  const status = (job._status = outcome._status)
  const clickBefore = outcome._answer?.status === 'ignored' ? clicks?._takeClickBefore(entry.clickId) : undefined
  if (clickBefore && attempt(() => sendInstead(entry, job, clickBefore))) return
  job._settle?.(result)
  if (result.status !== 'queued') {
    delete jobs[body]
    deliver((entries) => entries.filter((other) => other.body !== body))
    return
  }
  // A page that goes changes nothing: the lease stands.
  if (outcome._isBroken && !(await hasStayed())) return
  job._failures += Number(!status)
  // What the merchant has to mend is due on the next page, and no failure.
  const isRefused = isForbidden(status)
  const isAtOnce = isRefused || (!status && job._failures === 1)
  const pauseMs = isAtOnce ? 0 : backoffMs(tries, outcome._retryAfterSeconds)
  update(body, { dueAt: Date.now() + pauseMs, tries: isRefused ? 0 : tries })
}

/** Changes the entries of a body, and looks at the outbox. */
const update = (body: string, changes: Partial<Entry>): void =>
  deliver((entries) => {
    for (const entry of entries) if (entry.body === body) Object.assign(entry, changes)
  })

/** Sends a conversion of a click that the API does not know once more, for the click before it. Throws where its body is damaged. */
const sendInstead = (entry: Entry, job: Job, clickId: string): boolean => {
  const body = JSON.stringify({ ...JSON.parse(entry.body), clickId })
  diagnose('unknown', { entry, clickId })
  delete jobs[entry.body]
  jobs[body] ??= { ...job, _failures: 0 }
  update(entry.body, { clickId, body, dueAt: Date.now(), tries: 0 })
  return true
}
