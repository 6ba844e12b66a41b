import { readSetting } from '../settings'
import { clearState, type Entry, readState, writeState } from '../store'
import type { ConversionResult } from '../types'
import { CONVERSIONS_PATH, judge } from './api'
import { addEntry, backoffMs, isFresh, waitMs } from './outbox'
import { createResult, isRefusal, toResult } from './result'

/** Longest that a promise of ours is open. */
export const ANSWER_MS = 3e3

/** Longest attempt, and so the lease for which no other tab tries. */
const ATTEMPT_MS = 15e3

/** Most POSTs of one entry in one page load; a later page has as many. */
const POSTS_MAX = 5

/** What can stand in a header and in the contract's `publishableKey`. */
export const KEY_PATTERN = /^[!-~]{1,128}$/

const URL_PATTERN = /^https?:\/\/[\w.[\]:-]+(\/[^\s?#]*)?$/i

/** What this page load knows of an entry. */
interface Job {
  posts: number
  isFlying?: boolean
  /** The key that was refused, and the answer. */
  refused?: [key: string, result: ConversionResult]
  promise?: Promise<ConversionResult> | undefined
  resolve?: (result: ConversionResult) => void
}

const jobs: Record<string, Job> = {}
let timer: ReturnType<typeof setTimeout>

/**
 * Keeps a conversion and sends it in the same task. What is held for the same click makes way: the merchant's own call
 * knows more.
 *
 * @returns Its result, within 3 seconds; the same promise for the same body until that is answered.
 */
export function send(clickId: string, body: string, key: string | undefined): Promise<ConversionResult> {
  const job = jobOf(body)
  job.promise ||= new Promise((resolve) => {
    job.resolve = resolve
    setTimeout(resolve, ANSWER_MS, createResult('queued', { reason: 'waiting' }))
  })
  const { promise } = job
  deliver((entries, now) => {
    addEntry(entries, { i: clickId, b: body, t: now, n: now, k: key })
    return entries.filter((entry) => entry.i !== clickId || !entry.h)
  })
  return promise
}

/**
 * Looks at the outbox: one read, one write if anything changes, then the requests that are due, all in this task.
 *
 * @param change - Changes the entries first; answers other ones if it likes.
 */
export function deliver(change?: (entries: Entry[], now: number) => Entry[] | void): void {
  clearTimeout(timer)
  const area = outboxArea()
  const now = Date.now()
  const state = readState(area)
  const fresh = state.o.filter((entry) => isFresh(entry, now))
  const entries = (change && change(fresh, now)) || fresh
  const due = takeDue(entries, now)
  if (change || due.length || entries.length < state.o.length) writeState(area, { ...state, o: entries })
  for (const [body, key] of due) post(body, key, true)
}

/** Deletes the outbox, and lets nobody wait. */
export function clearOutbox(): void {
  clearTimeout(timer)
  clearState(outboxArea())
  for (const body of Object.keys(jobs)) settle(body, createResult('ignored', { reason: 'no-consent' }))
}

const outboxArea = () => (readSetting('outbox', /^(session|memory)$/) || 'local') + 'Storage'

const jobOf = (body: string) => (jobs[body] ||= { posts: 0 })

const isOffline = () => navigator.onLine === false

function settle(body: string, result: ConversionResult): void {
  const job = jobOf(body)
  job.promise = undefined
  if (job.resolve) job.resolve(result)
}

/** Leases what is due; of the rest it says why not, or when to look again. */
function takeDue(entries: Entry[], now: number): [body: string, key: string][] {
  const busy: Record<string, true> = {}
  const due: [string, string][] = []
  let nextMs = Infinity
  for (const entry of entries) {
    const { i: click, b: body } = entry
    const job = jobOf(body)
    const key = entry.k || readSetting('publishable-key', KEY_PATTERN)
    const wait = waitMs(entry, now)
    // First in, first out for one click.
    if (busy[click]) continue
    // What the merchant has to mend holds nobody up.
    if (!key) settle(body, createResult('queued', { reason: 'no-key' }))
    else if (job.refused && job.refused[0] === key) settle(body, job.refused[1])
    else {
      busy[click] = true
      if (job.isFlying) continue
      if (isOffline()) settle(body, createResult('queued', { reason: 'offline' }))
      else if (job.posts >= POSTS_MAX) settle(body, createResult('queued', { reason: 'network' }))
      else if (wait) nextMs = Math.min(nextMs, wait)
      else {
        entry.n = now + ATTEMPT_MS
        delete entry.h
        due.push([body, key])
      }
    }
  }
  if (nextMs < Infinity) timer = setTimeout(() => deliver(), nextMs)
  return due
}

async function post(body: string, key: string, keepalive: boolean): Promise<void> {
  const job = jobOf(body)
  const tries = ++job.posts
  const aborter = new AbortController()
  const limit = setTimeout(() => aborter.abort(), ATTEMPT_MS)
  job.isFlying = true
  const outcome = await judge(() =>
    fetch((readSetting('api-host', URL_PATTERN) || 'https://api.introw.io').replace(/\/+$/, '') + CONVERSIONS_PATH, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'x-introw-publishable-key': key },
      body,
      keepalive,
      credentials: 'omit',
      signal: aborter.signal,
    }),
  )
  clearTimeout(limit)
  // Perhaps other tags use up the 64 KiB that all keepalive requests of a page share; nothing tells that from a failure.
  if (!outcome.status && tries < 2 && !isOffline() && !aborter.signal.aborted) return post(body, key, false)
  job.isFlying = false
  const result = toResult(outcome)
  const isRefused = isRefusal(outcome.status)
  if (isRefused) job.refused = [key, result]
  settle(body, result)
  deliver((entries, now) => {
    if (result.status !== 'queued') {
      delete jobs[body]
      return entries.filter((entry) => entry.b !== body)
    }
    for (const entry of entries)
      if (entry.b === body) entry.n = now + (isRefused || isOffline() ? 0 : backoffMs(tries, outcome.retryAfterSeconds))
    return entries
  })
}
