import { findOwnFetch } from '../platform/fetch'

/** Trackers that add headers to requests, by what they leave on `window`, each with the setting that says to whose. */
const TRACKERS: readonly (readonly [marks: readonly PropertyKey[], setting: string])[] = [
  [['__SENTRY__', 'Sentry'], "Sentry's tracePropagationTargets"],
  [['DD_RUM'], "Datadog's allowedTracingUrls"],
  [[Symbol.for('opentelemetry.js.api.1')], "OpenTelemetry's propagateTraceHeaderCorsUrls"],
  [['newrelic', 'NREUM'], "New Relic's distributed_tracing.allowed_origins"],
]

const NATIVE = /\[native code\]\s*\}\s*$/

/**
 * Lists, in words, the settings with which the script that has put a function of its own in the place of `fetch` may add
 * headers: of the trackers that are on this page, else of all that are known.
 *
 * @returns Undefined where `fetch` is the browser's own, as far as one can see.
 */
export const listHeaderSettings = (): string | undefined => {
  if (findOwnFetch() === fetch && NATIVE.test(Function.prototype.toString.call(fetch))) return undefined
  const here = TRACKERS.filter(([marks]) => marks.some(isOnWindow))
  return (here.length > 0 ? here : TRACKERS).map(([, setting]) => setting).join(', ')
}

/** An element of that name is none of its own. */
const isOnWindow = (mark: PropertyKey) => Object.prototype.hasOwnProperty.call(window, mark)
