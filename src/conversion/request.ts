import { findOwnFetch } from '../platform/fetch'
import { readSetting } from '../settings/resolve'
import type { Entry } from '../stored/state'
import { CONVERSIONS_PATH } from './api'
import { ATTEMPT_MS } from './limits'

/** The publishable key of an entry: its own call's, or the page's. */
export const keyOf = (entry: Entry): string | undefined => entry.publishableKey ?? readSetting('publishable-key')

/**
 * Makes one POST of a conversion.
 *
 * @param isPlain - After a failure without an answer: without `keepalive`, and past those that have wrapped `fetch`; see
 *   ARCHITECTURE.md#second-try-in-plain.
 */
export const request = (entry: Entry, isPlain: boolean): Promise<Response> => {
  const headers = { 'Content-Type': 'application/json', 'x-introw-publishable-key': keyOf(entry) ?? '' }
  return (isPlain ? findOwnFetch() : fetch)(readSetting('api-host') + CONVERSIONS_PATH, {
    method: 'POST',
    // Some trackers call its methods, others copy its members.
    headers: Object.assign(new Headers(headers), headers),
    body: entry.body,
    keepalive: !isPlain,
    credentials: 'omit',
    // Browsers before 2022 have none; there the lease alone ends an attempt.
    signal: AbortSignal.timeout?.(ATTEMPT_MS),
  })
}
