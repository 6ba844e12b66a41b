import { attempt } from '../../platform/attempt'
import { whenIdle } from '../../platform/idle'
import { readDocument } from '../../platform/named'
import { readNavigation } from '../../platform/navigation'

/** When it is known where the visitor has come to. */
export interface Moments {
  /** There is an address: after this task, and whenever it may have changed. */
  readonly onAddress: () => void
  /** The page is there: idle, after `load`. */
  readonly onPage: () => void
  /** The page is left before that, and what it has so far says something. */
  readonly onLeave: () => void
  /** The page is there again, out of the back/forward cache. */
  readonly onReturn: () => void
}

export const watchReached = ({ onAddress, onPage, onLeave, onReturn }: Moments): void => {
  const look = () => void attempt(onAddress)
  let isMet = false
  const meet = () =>
    whenIdle(() => {
      isMet = true
      attempt(onPage)
      look()
    })
  // Not in this task: an early `consent(false)` is yet to be heard.
  void Promise.resolve().then(look)
  if (readDocument('readyState') === 'complete') meet()
  else addEventListener('load', meet)
  addEventListener('pagehide', () => {
    if (!isMet && readDocument('readyState') !== 'loading') attempt(onLeave)
    look()
  })
  addEventListener('pageshow', (event) => void (event.persisted && attempt(onReturn)))
  readNavigation()?.addEventListener('currententrychange', look)
}
