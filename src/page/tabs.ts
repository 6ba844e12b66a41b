import { attempt } from '../platform/attempt'
import { NAME } from '../stored/name'

/** Stands for a moment in the place of what we keep: other tabs of the origin hear of the change. */
const DENIED = 'denied'

/**
 * Tells the other tabs of the origin that the visitor has said no, by an event of storage: see
 * ARCHITECTURE.md#denied-in-storage.
 */
export const tellOtherTabs = (): void => {
  attempt(() => {
    localStorage.setItem(NAME, DENIED)
    localStorage.removeItem(NAME)
  })
}

/**
 * Calls back when another tab has heard a "no". Not while the script is evaluated, but right after: a listener to storage has
 * the browser open it, which is a seventh of what a page view costs.
 */
export const onOtherTabsDenial = (callback: () => void): void => {
  setTimeout(() =>
    addEventListener('storage', ({ key, newValue }) => {
      if (key === NAME && newValue === DENIED) callback()
    }),
  )
}
