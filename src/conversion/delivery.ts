import { diagnose } from '../diagnose'
import { readSetting } from '../settings'
import { type Entry, readState, RECORD_AREA, type State, writeState } from '../store'
import type { ConversionResult } from '../types'
import { CONVERSIONS_PATH, judge } from './api'
import { addEntry, backoffMs, isFresh, WAIT_MAX_MS, waitMs } from './outbox'
import { createResult, promiseResult, toResult } from './result'

/** Longest attempt. */
const ATTEMPT_MS = 15e3

/** For so long nobody else tries, in this tab or in another: a busy browser ends an attempt seconds late. */
const LEASE_MS = 20e3

/** Most POSTs of one entry in one page load; a later page has as many. */
const POSTS_MAX = 5

/** What can stand in a header and in the contract's `publishableKey`. */
export const KEY_PATTERN = /^[!-~]{1,128}$/

/** What this page load knows of a body. */
interface Job {
  posts: number
  /** The last try failed without an answer, as one does for which keepalive is refused. */
  isPlain?: boolean
  promise?: Promise<ConversionResult>
  settle?: (result: ConversionResult) => void
}

let jobs: Record<string, Job> = {}
let timer: ReturnType<typeof setTimeout>

/**
 * Keeps a conversion and sends it in the same task. What is held for the same click makes way: the merchant's own call
 * knows more.
 *
 * @returns Its result, within 3 seconds; the same promise for the same body until there is a definite answer.
 */
export const send = (clickId: string, body: string, key: string | undefined): Promise<ConversionResult> => {
  const job = jobOf(body)
  const promise = (job.promise ||= promiseResult('waiting', (resolve) => (job.settle = resolve)))
  deliver((entries, now) => {
    addEntry(entries, { i: clickId, b: body, t: now, n: now, k: key })
    for (const entry of entries) if (entry.h && entry.i === clickId) entry.t = 0
    diagnose('kept', clickId, body)
  })
  return promise
}

/**
 * Looks at the outbox: one read, one write if there is anything, then the requests that are due, all in this task.
 *
 * @param change - Changes the entries first.
 * @param isLeaving - Whether the page goes, so that what is held must go too.
 * @param known - What `RECORD_AREA` is known to hold.
 */
export const deliver = (change?: (entries: Entry[], now: number) => void, isLeaving?: boolean, known?: State): void => {
  clearTimeout(timer)
  const area = outboxArea()
  const now = Date.now()
  const state = (area === RECORD_AREA && known) || readState(area)
  const clicks: string[] = []
  const due: Entry[] = []
  let nextMs = WAIT_MAX_MS
  change?.(state.o, now)
  const length = state.o.length
  if (!length) return
  diagnose('outbox', area, state, now)
  state.o = state.o.filter((entry) => isFresh(entry, now))
  for (const entry of state.o) {
    const job = jobOf(entry.b)
    if (!keyOf(entry)) job.settle?.(createResult('queued', { reason: 'no-key' }))
    // First in, first out for one click; but what the merchant has to mend, key or allow-list, holds nobody up.
    else if (job.posts <= POSTS_MAX && !clicks.includes(entry.i)) {
      clicks.push(entry.i)
      if (job.posts < POSTS_MAX && navigator.onLine !== false) {
        if (!(waitMs(entry, now) > 0) || (entry.h && isLeaving)) {
          entry.n = now + LEASE_MS
          entry.h = ''
          due.push(entry)
        }
        nextMs = Math.min(nextMs, entry.n - now)
      }
    }
  }
  timer = setTimeout(deliver, nextMs)
  // Never without a change: it could undo what another tab has written since.
  if (change || due[0] || state.o.length < length) writeState(area, state)
  due.forEach(post)
}

/**
 * Deletes the outbox; nobody waits for it any more, what is in flight is forgotten, and this page looks no more by itself:
 * another tab, where the visitor said yes, may keep something again.
 */
export const clearOutbox = (): void => {
  clearTimeout(timer)
  writeState(outboxArea())
  Object.values(jobs).forEach((job) => job.settle?.(createResult('ignored', { reason: 'no-consent' })))
  jobs = {}
}

const outboxArea = () => (readSetting('outbox', /^(local|session|memory)$/) || 'local') + 'Storage'

const keyOf = (entry: Entry) => entry.k || readSetting('publishable-key', KEY_PATTERN)

const jobOf = (body: string) => (jobs[body] ||= { posts: 0 })

const post = async (entry: Entry): Promise<void> => {
  const body = entry.b
  const job = jobOf(body)
  const tries = ++job.posts
  diagnose('sending', entry, tries)
  const outcome = await judge(() =>
    fetch(
      (readSetting('api-host', /^https?:\/\/[^\s?#@]+[^\s?#@/](?=\/*$)/i) || 'https://api.introw.io') +
        CONVERSIONS_PATH,
      {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'x-introw-publishable-key': keyOf(entry) as string },
        body,
        // All tags of the page share 64 KiB of it; nothing tells a refusal for that from a failure of the network.
        keepalive: !job.isPlain,
        credentials: 'omit',
        // Browsers before 2022 have none; there the lease alone ends an attempt.
        signal: AbortSignal.timeout?.(ATTEMPT_MS),
      },
    ),
  )
  // Consent was withdrawn meanwhile.
  if (jobs[body] !== job) return
  const status = outcome.status
  const result = toResult(outcome)
  const isQueued = result.status === 'queued'
  diagnose('answered', entry, outcome, result, tries)
  job.isPlain = !status
  // 401 and 403: the key or the allow-list is wrong until the merchant mends it.
  if ('error' in result) job.posts = Infinity
  job.settle?.(result)
  if (!isQueued) delete jobs[body]
  deliver((entries, now) => {
    for (const other of entries)
      if (other.b === body)
        if (isQueued) other.n = now + (!status && tries < 2 ? 0 : backoffMs(tries, outcome.retryAfterSeconds))
        else other.t = 0
  })
}
