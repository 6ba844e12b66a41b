import { diagnose } from '../diagnose'
import { attempt } from '../platform/attempt'
import type { Entry } from '../stored/state'
import { type Outcome, toOutcome } from './api'
import { clicks } from './clicks'
import { watchPage } from './departure'
import { endJob, isOpen, type Job, jobOf, passJob } from './jobs'
import { backoffMs, type OutboxChange } from './outbox'
import { request } from './request'
import { isForbidden, toResult } from './result'
import { tellResult } from './results'

/**
 * Makes one try of an entry, and tells who waits for it what came of it.
 *
 * @param deliver - Gets what this changes of the outbox; not where the visitor has said no meanwhile, nor where the page's own
 *   end has broken it off: then the lease stands.
 */
export const tryEntry = async (entry: Entry, deliver: (change: OutboxChange) => void): Promise<void> => {
  const { body, tries = 1 } = entry
  const job = jobOf(body)
  diagnose('sending', { entry, tries })
  const hasStayed = watchPage()
  const outcome = await toOutcome(() => request(entry, job._failures === 1))
  if (!isOpen(body, job)) return
  const result = toResult(outcome)
  diagnose('answered', { entry, outcome, result, tries })
  const status = (job._status = outcome._status)
  const clickBefore = outcome._answer?.status === 'ignored' ? clicks?._takeClickBefore(entry.clickId) : undefined
  if (clickBefore && attempt(() => giveTo(clickBefore, entry, deliver))) return
  job._settle?.(result)
  if (result.status !== 'queued') {
    endJob(body)
    tellResult(result, { source: entry.source ?? 'track' })
    deliver((entries) => entries.filter((other) => other.body !== body))
    return
  }
  if (outcome._isBroken && !(await hasStayed())) return
  job._failures += Number(!status)
  deliver(update(body, postpone(job, tries, outcome)))
}

/** When an entry without a definite answer is tried again. */
const postpone = (job: Job, tries: number, { _status, _retryAfterSeconds }: Outcome): Partial<Entry> => {
  const now = Date.now()
  // What the merchant has to mend is due on the next page, and no failure.
  if (isForbidden(_status)) return { dueAt: now, tries: 0 }
  const isAtOnce = !_status && job._failures === 1
  return { dueAt: now + (isAtOnce ? 0 : backoffMs(tries, _retryAfterSeconds)), tries }
}

/** Gives a conversion of a click that the API does not know to the click before it. Throws where its body is damaged. */
const giveTo = (clickId: string, entry: Entry, deliver: (change: OutboxChange) => void): true => {
  const body = JSON.stringify({ ...JSON.parse(entry.body), clickId })
  diagnose('unknown', { entry, clickId })
  passJob(entry.body, body)
  deliver(update(entry.body, { clickId, body, dueAt: Date.now(), tries: 0 }))
  return true
}

const update =
  (body: string, changes: Partial<Entry>): OutboxChange =>
  (entries) => {
    for (const entry of entries) if (entry.body === body) Object.assign(entry, changes)
  }
