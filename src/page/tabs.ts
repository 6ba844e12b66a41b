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

let onDenied: (() => void) | undefined

/** Takes what is to be done when another tab has heard a "no". */
export const onOtherTabsDenial = (callback: () => void): void => {
  onDenied = callback
}

/**
 * Listens to the other tabs. Not while the script is evaluated: a listener to storage has the browser open it, which is a
 * seventh of what a page view costs. What another tab has deleted before, this one finds gone.
 */
export const listenToTabs = (): void => addEventListener('storage', hear)

const hear = ({ key, newValue }: StorageEvent) => {
  if (key === NAME && newValue === DENIED) onDenied?.()
}
