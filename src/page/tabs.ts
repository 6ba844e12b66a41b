import { attempt } from '../platform/attempt'
import { NAME } from '../stored/name'

/** Stands for a moment in the place of what we keep: other tabs of the origin hear of the change. */
const DENIED = 'denied'

/**
 * Tells the other tabs of the origin that the visitor has said no. By an event of storage, which wakes no page in the
 * back/forward cache and keeps none out of it, as an open channel may.
 */
export const tellOtherTabs = (): void => {
  attempt(() => {
    localStorage.setItem(NAME, DENIED)
    localStorage.removeItem(NAME)
  })
}

/** Calls back when another tab has heard a "no". */
export const onOtherTabsDenial = (callback: () => void): void => {
  addEventListener('storage', (event) => {
    if (event.key === NAME && event.newValue === DENIED) callback()
  })
}
