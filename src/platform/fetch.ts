import { toFields } from './fields'

/**
 * Where those that put a function of theirs in the place of `fetch` keep the one that was there: Sentry; OpenTelemetry and
 * whoever else uses shimmer; New Relic.
 */
const ORIGINALS = ['__sentry_original__', '__original', 'nr@original']

/** Most that are passed by. Sentry's is a `Proxy`: what it notes on that is on the browser's own too, which so has itself below. */
const LAYERS_MAX = 9

/** Finds the `fetch` under those of the page's trackers; the page's where none has kept it. */
export const findOwnFetch = (): typeof fetch => {
  let found: unknown = fetch
  for (let layer = 0; layer < LAYERS_MAX; layer++) found = originalOf(found) ?? found
  return found as typeof fetch
}

const originalOf = (wrapper: unknown) =>
  ORIGINALS.map((name) => toFields(wrapper)[name]).find((original) => typeof original === 'function')
