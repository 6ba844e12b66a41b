import { diagnose } from '../diagnose'
import { attempt } from '../platform/attempt'
import { type Fields, toFields } from '../platform/fields'
import { isBelieved, type OriginTest, proveFrame, watchFrames } from './sender'

/** Longest message that is read: all messages of the page pass here. */
const MESSAGE_MAX = 1e5

/**
 * Listens for the messages of a vendor's frames, and of the page itself, where a vendor's script runs.
 *
 * @param isTheirs - Asks whether the vendor serves its frames from an origin.
 * @param hear - Gets each message whose sender is proven, the page's own too: ask for `origin` where frames alone speak.
 */
export const onMessage = (isTheirs: OriginTest, hear: (message: Fields, origin: string) => void): void =>
  listen((event) => {
    if (isBelieved(event, isTheirs)) hear(readMessage(event.data), event.origin)
    else diagnose('unbelieved', { event })
  })

/**
 * Listens for the messages of a vendor's frames alone.
 *
 * @param hear - Gets each message whose sender is proven, and the address that the page has given to its frame.
 */
export const onFrameMessage = (isTheirs: OriginTest, hear: (message: Fields, address: string) => void): void =>
  listen((event) => {
    const address = proveFrame(event, isTheirs)
    if (address) hear(readMessage(event.data), address)
  })

const listen = (hear: (event: MessageEvent) => void): void => {
  attempt(watchFrames)
  // Before listeners that do not capture, one of which may remove the frame: ARCHITECTURE.md#capturing-message-listener.
  addEventListener('message', (event) => void attempt(() => hear(event)), true)
}

/** Reads an object. Some embeds post JSON text, as many other scripts do, most of which is none. */
export const readMessage = (data: unknown): Fields =>
  toFields(typeof data === 'string' ? data.length < MESSAGE_MAX && attempt<unknown>(() => JSON.parse(data)) : data)
