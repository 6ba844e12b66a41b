import { toFields } from '../fields'
import { readSetting } from '../settings/resolve'
import { CONVERSIONS_PATH } from './api'
import { ATTEMPT_MS } from './limits'

/**
 * Where those that put a function of theirs in the place of `fetch` keep the one that was there: Sentry; OpenTelemetry and
 * whoever else uses shimmer; New Relic.
 */
const ORIGINALS = ['__sentry_original__', '__original', 'nr@original']

/** Most that are passed by. Sentry's is a `Proxy`: what it notes on that is on the browser's own too, which so has itself below. */
const LAYERS_MAX = 9

/**
 * Makes one POST of a conversion.
 *
 * @param isPlain - After a failure without an answer: without `keepalive`, since all tags of the page share 64 KiB of it, and
 *   without the page's trackers, which may add a header that the API's preflight refuses. Nothing tells either from a failure
 *   of the network.
 */
export const request = (body: string, publishableKey: string | undefined, isPlain: boolean): Promise<Response> => {
  const headers = { 'Content-Type': 'application/json', 'x-introw-publishable-key': publishableKey ?? '' }
  return (isPlain ? findOwnFetch() : fetch)(readSetting('api-host') + CONVERSIONS_PATH, {
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

/** Finds the `fetch` under those of the page's trackers; the page's where none has kept it. */
export const findOwnFetch = (): typeof fetch => {
  let found: unknown = fetch
  for (let layer = 0; layer < LAYERS_MAX; layer++) found = originalOf(found) ?? found
  return found as typeof fetch
}

const originalOf = (wrapper: unknown) =>
  ORIGINALS.map((name) => toFields(wrapper)[name]).find((original) => typeof original === 'function')
