import { onLoaded } from '../platform/loaded'
import { findElements } from '../platform/named'

/** Who has posted a message: what proves a sender. */

/** Of what an element says of its address, which is whole and in lower case; a user in it is part of this, and so fits nothing. */
const ORIGIN = /^https:\/\/[^/?#]+/

/** Asks whether a message's origin, and that of the address which the page has given to its frame, are a vendor's. */
export type OriginTest = (origin: string, given: string) => boolean

/** Makes the test that each of the two passes: vendors redirect between their own. */
export const isEach =
  (isTheirs: (origin: string) => boolean): OriginTest =>
  (origin, given) =>
    isTheirs(origin) && isTheirs(given)

/**
 * The frames of this page by their windows, each with the address that the page has given to it. Noted when one loads or is
 * heard, since a modal that closes takes its frame with it in the moment of success.
 */
const frames = new WeakMap<Window, string>()

/** Notes the frames that there are, and those that load. The same listener is added once, however often. */
export const watchFrames = (): void => {
  noteFrames()
  onLoaded(noteLoaded)
}

const noteLoaded = ({ target }: Event): void => {
  const element = target as Element
  // By name: the browser makes an interface when it is first asked for, on a page without frames for this alone.
  if (element.localName === 'iframe') noteFrame(element as HTMLIFrameElement)
}

const noteFrames = (): void => findElements<HTMLIFrameElement>('iframe').forEach(noteFrame)

const noteFrame = ({ contentWindow, src }: HTMLIFrameElement): void => {
  if (contentWindow) frames.set(contentWindow, src)
}

/** Asks whether a message is of this page itself or a frame of its own origin, where embed scripts run, or of a vendor's frame. */
export const isBelieved = (event: MessageEvent, isTheirs: OriginTest): boolean => {
  const { origin, source } = event
  // Not origin `null`, which every sandbox has.
  const isOwn = origin === location.origin && origin !== 'null'
  if (isOwn && source === window) return true
  return isOwn ? findAddress(event) !== undefined : !!proveFrame(event, isTheirs)
}

/**
 * Proves that a message is of a frame that this page has put there for a vendor, by its `src`. One that has moved itself there,
 * or was moved by a link with its name as target, is somebody else's.
 *
 * @returns The address that the page has given to the frame; undefined or empty for what is not proven.
 */
export const proveFrame = (event: MessageEvent, isTheirs: OriginTest): string | undefined => {
  const address = findAddress(event)
  return isTheirs(event.origin, originOf(address)) ? address : undefined
}

/** The address of the frame that has posted a message; noted, since a frame inside a frame may be gone with that the next time. */
const findAddress = ({ source }: MessageEvent): string | undefined => {
  if (!source) return undefined
  noteFrames()
  const sender = source as Window
  const address = addressGivenTo(sender)
  if (address !== undefined) frames.set(sender, address)
  return address
}

/** The secure origin of an address; empty where it is none. */
export const originOf = (address: string | undefined): string => ORIGIN.exec(address ?? '')?.[0] ?? ''

/**
 * The address that this page has given to the frame that a window is in: empty where it has given none, or none that can be
 * found, as in a shadow tree. Undefined for what is, and was, in no frame of this page.
 */
export const addressGivenTo = (sender: Window): string | undefined => {
  const top = findTopFrame(sender)
  return frames.get(top ?? sender) ?? (top ? '' : undefined)
}

/** Finds the frame of this page that a window is in, at any depth; undefined for a pop-up, the page around this one, and what is gone. */
const findTopFrame = (sender: Window): Window | undefined => {
  let frame: Window | null = sender
  while (frame && frame.parent !== window) frame = frame === frame.parent ? null : frame.parent
  return frame ?? undefined
}
