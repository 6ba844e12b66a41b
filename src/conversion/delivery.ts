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

/** What this page load knows of a body. */
interface Job {
  posts: number
  /** The last try failed without an answer, as one does for which keepalive is refused. */
  isPlain?: boolean
  promise?: Promise<ConversionResult>
  resolve?: (result: ConversionResult) => void
}

const jobs: Record<string, Job> = {}
let timer: ReturnType<typeof setTimeout>

/**
 * Keeps a conversion and sends it in the same task. What is held for the same click makes way: the merchant's own call
 * knows more.
 *
 * @returns Its result, within 3 seconds; the same promise for the same body until there is a definite answer.
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
 * @param isLeaving - Whether the page goes, so that what is held must go too.
 */
export function deliver(change?: (entries: Entry[], now: number) => Entry[] | void, isLeaving?: boolean): void {
  clearTimeout(timer)
  const area = outboxArea()
  const now = Date.now()
  const state = readState(area)
  const fresh = state.o.filter((entry) => isFresh(entry, now))
  const entries = change?.(fresh, now) || fresh
  const busy = new Set<string>()
  const due: [body: string, key: string][] = []
  let nextMs = Infinity
  for (const entry of entries) {
    const key = entry.k || readSetting('publishable-key', KEY_PATTERN)
    const { posts, resolve } = jobOf(entry.b)
    const wait = entry.h && isLeaving ? 0 : waitMs(entry, now)
    if (!key) resolve?.(createResult('queued', { reason: 'no-key' }))
    // First in, first out for one click; but what the merchant has to mend, key or allow-list, holds nobody up.
    else if (posts <= POSTS_MAX && !busy.has(entry.i)) {
      busy.add(entry.i)
      if (posts === POSTS_MAX || navigator.onLine === false) continue
      if (wait > 0) nextMs = Math.min(nextMs, wait)
      else {
        entry.n = now + ATTEMPT_MS
        delete entry.h
        due.push([entry.b, key])
      }
    }
  }
  if (nextMs < Infinity) timer = setTimeout(() => deliver(), nextMs)
  if (change || due.length || entries.length < state.o.length) writeState(area, { ...state, o: entries })
  for (const [body, key] of due) post(body, key)
}

/** Deletes the outbox; nobody waits for it any more. */
export function clearOutbox(): void {
  clearTimeout(timer)
  clearState(outboxArea())
  for (const body in jobs) jobs[body]?.resolve?.(createResult('ignored', { reason: 'no-consent' }))
}

const outboxArea = () => (readSetting('outbox', /^(session|memory)$/) || 'local') + 'Storage'

const jobOf = (body: string) => (jobs[body] ||= { posts: 0 })

async function post(body: string, key: string): Promise<void> {
  const job = jobOf(body)
  const tries = ++job.posts
  const outcome = await judge(() =>
    fetch((readSetting('api-host', URL_PATTERN) || 'https://api.introw.io').replace(/\/+$/, '') + CONVERSIONS_PATH, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'x-introw-publishable-key': key },
      body,
      // All tags of the page share 64 KiB of it; nothing tells a refusal for that from a failure of the network.
      keepalive: !job.isPlain,
      credentials: 'omit',
      // Browsers before 2022 have none; there the lease alone ends an attempt.
      signal: AbortSignal.timeout?.(ATTEMPT_MS),
    }),
  )
  const { status, retryAfterSeconds } = outcome
  const result = toResult(outcome)
  job.isPlain = !status
  if (isRefusal(status)) job.posts = Infinity
  job.resolve?.(result)
  deliver((entries, now) => {
    for (const entry of entries)
      if (entry.b === body) entry.n = !status && tries < 2 ? now : now + backoffMs(tries, retryAfterSeconds)
    if (result.status === 'queued') return
    delete jobs[body]
    return entries.filter((entry) => entry.b !== body)
  })
}
