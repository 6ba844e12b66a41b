import { toFields } from '../fields'
import { readSetting } from '../settings/resolve'
import { CONVERSIONS_PATH } from './api'
import { ATTEMPT_MS } from './limits'

/**
 * Where those that put a function of theirs in the place of `fetch` keep the one that was there: Sentry; OpenTelemetry and
 * whoever else uses shimmer; New Relic.
 */
const ORIGINALS = ['__sentry_original__', '__original', 'nr@original']

/**
 * Makes one POST of a conversion.
 *
 * @param isPlain - After a failure without an answer: without `keepalive`, since all tags of the page share 64 KiB of it, and
 *   without the page's trackers, which may add a header that the API's preflight refuses. Nothing tells either from a failure
 *   of the network.
 */
export const request = (body: string, publishableKey: string | undefined, isPlain: boolean): Promise<Response> => {
  const headers = { 'Content-Type': 'application/json', 'x-introw-publishable-key': publishableKey ?? '' }
  return (isPlain ? findOwnFetch(fetch) : fetch)(readSetting('api-host') + CONVERSIONS_PATH, {
    method: 'POST',
    // Some trackers call its methods, others copy its members.
    headers: Object.assign(new Headers(headers), headers),
    body,
    keepalive: !isPlain,
    credentials: 'omit',
    // Browsers before 2022 have none; there the lease alone ends an attempt.
    signal: AbortSignal.timeout?.(ATTEMPT_MS),
  })
}

const findOwnFetch = (found: typeof fetch): typeof fetch => {
  const below = ORIGINALS.map((name) => toFields(found)[name]).find((original) => typeof original === 'function')
  return below ? findOwnFetch(below as typeof fetch) : found
}
