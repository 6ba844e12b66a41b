import { findElements } from '../platform/named'

/** Who has posted a message: what proves a sender. */

/**
 * Where HubSpot serves forms and meetings from, with its regions: `js-na2.hsforms.net`, `meetings-eu1.hubspot.com`. Not
 * `share.hsforms.com` and the like, where anybody publishes.
 */
const SERVING = /^https:\/\/(forms|js|meetings|app)(-\w+)?\.(hubspot\.com|hsforms\.(com|net))$/

/** Those that serve meetings. */
const SERVING_MEETINGS = /^https:\/\/(meetings|app)(-\w+)?\.hubspot\.com$/

/**
 * Asks whether a message is HubSpot's: of this page itself or a frame of its own origin, where embed scripts run; or of a
 * frame that the page has put there for HubSpot, by its `src`. One that has moved itself there, or was moved by a link with
 * its name as target, is somebody else's. Not origin `null`, which every sandbox has.
 */
export const isBelieved = (event: MessageEvent): boolean => {
  const origin = event.origin
  const top = findTopFrame(event.source)
  if (!top || origin === 'null') return false
  return origin === location.origin || (isServing(origin) && isServing(originOf(top)))
}

/** Asks whether HubSpot serves forms or meetings from an origin. */
export const isServing = (origin: string): boolean => SERVING.test(origin)

/** Asks whether HubSpot serves meetings from an origin. */
export const isServingMeetings = (origin: string): boolean => SERVING_MEETINGS.test(origin)

/**
 * Finds the window that this page knows a sender by: itself, or the one of its frames that the sender is in, at any depth.
 *
 * @returns Undefined for an opener, a pop-up, and the page around this one.
 */
export const findTopFrame = (source: MessageEventSource | null): Window | undefined => {
  let frame = source as Window | null
  while (frame && frame !== window && frame.parent !== window) frame = frame === frame.parent ? null : frame.parent
  return frame ?? undefined
}

/** The origin of the address that the page has given to a frame; empty for one without address. */
export const originOf = (frame: Window): string => {
  const element = findElements<HTMLIFrameElement>('iframe').find(({ contentWindow }) => contentWindow === frame)
  return element?.src ? new URL(element.src).origin : ''
}
