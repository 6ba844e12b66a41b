import { attempt } from '../../platform/attempt'
import { readDocument } from '../../platform/named'
import { readNavigation } from '../../platform/navigation'

/** When it is known where the visitor has come to. */
export interface Moments {
  /** There is an address: at once, and whenever it may have changed. */
  readonly onAddress: () => void
  /** The page is there: after `load`. */
  readonly onPage: () => void
  /** The page is there again, out of the back/forward cache. */
  readonly onReturn: () => void
}

export const watchReached = ({ onAddress, onPage, onReturn }: Moments): void => {
  const look = () => void attempt(onAddress)
  const meet = () => {
    look()
    attempt(onPage)
  }
  look()
  if (readDocument('readyState') === 'complete') meet()
  else addEventListener('load', meet)
  addEventListener('pagehide', look)
  addEventListener('pageshow', (event) => void (event.persisted && attempt(onReturn)))
  readNavigation()?.addEventListener('currententrychange', look)
}
