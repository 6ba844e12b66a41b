import { whenIdle } from '../platform/idle'
import { readDocument } from '../platform/named'
import { readNavigation } from '../platform/navigation'
import { noteIdle } from './address'
import { start, wake, wakeOnArrival } from './wake'

/** Longest wait for a `load` event that may never come. */
const START_MS = 3e3

/** Listens to what tells that something may be done, or has to be: the page is idle, shown, hidden or left. */
export const watchMoments = (): void => {
  if (readDocument('readyState') === 'complete') onLoad()
  else addEventListener('load', onLoad)
  setTimeout(start, START_MS)
  addEventListener('pagehide', wake)
  // Both are events of `document`, which a listener of `window` hears on their way down.
  addEventListener('visibilitychange', wake, true)
  addEventListener('prerenderingchange', wake, true)
  readNavigation()?.addEventListener('currententrychange', wakeOnArrival)
}

const onLoad = (): void => {
  whenIdle(() => {
    noteIdle()
    wake()
  })
}
