import { findElements } from '../platform/named'

/** Who has posted a message: what proves a sender. */

/** Of what an element says of its address, which is whole and in lower case; a user in it is part of this, and so fits nothing. */
const ORIGIN = /^https:\/\/[^/]+/

/**
 * The frames of this page by their windows, each with the origin of the address that the page has given to it. Noted when one
 * loads or is heard, since a modal that closes takes its frame with it in the moment of success.
 */
const frames = new WeakMap<Window, string>()

/** Notes the frames that there are, and those that load. The same listener is added once, however often. */
export const watchFrames = (): void => {
  noteFrames()
  // What an element has loaded is told to `document`, and not to `window`; as a method of its own, `document` may hide this.
  EventTarget.prototype.addEventListener.call(document, 'load', noteLoaded, true)
}

const noteLoaded = ({ target }: Event): void => {
  if (target instanceof HTMLIFrameElement) noteFrame(target)
}

const noteFrames = (): void => findElements<HTMLIFrameElement>('iframe').forEach(noteFrame)

const noteFrame = ({ contentWindow, src }: HTMLIFrameElement): void => {
  if (contentWindow) frames.set(contentWindow, ORIGIN.exec(src)?.[0] ?? '')
}

/**
 * Asks whether a message is a vendor's: of this page itself or a frame of its own origin, where embed scripts run; or of a
 * frame that the page has put there for the vendor, by its `src`. One that has moved itself there, or was moved by a link with
 * its name as target, is somebody else's. Not origin `null`, which every sandbox has.
 *
 * @param isTheirs - Asks whether the vendor serves its frames from an origin.
 */
export const isBelieved = ({ origin, source }: MessageEvent, isTheirs: (origin: string) => boolean): boolean => {
  const isOwn = origin === location.origin && origin !== 'null'
  if (isOwn && source === window) return true
  if (!source || !(isOwn || isTheirs(origin))) return false
  noteFrames()
  const sender = source as Window
  const given = originGivenTo(sender)
  if (given === undefined) return false
  // A frame inside a frame: it may be gone with that the next time.
  frames.set(sender, given)
  return isOwn || isTheirs(given)
}

/**
 * The origin of the address that this page has given to the frame that a window is in: empty where it has given none, or none
 * that can be found, as in a shadow tree. Undefined for what is, and was, in no frame of this page.
 */
export const originGivenTo = (sender: Window): string | undefined => {
  const top = findTopFrame(sender)
  return frames.get(top ?? sender) ?? (top ? '' : undefined)
}

/** Finds the frame of this page that a window is in, at any depth; undefined for a pop-up, the page around this one, and what is gone. */
const findTopFrame = (sender: Window): Window | undefined => {
  let frame: Window | null = sender
  while (frame && frame.parent !== window) frame = frame === frame.parent ? null : frame.parent
  return frame ?? undefined
}
