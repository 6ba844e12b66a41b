import { isLandingPage } from './frame'
import { type Landing, readEarlierLanding, readLocation } from './landing'

/** The click that this page has come with, or that its address has got since. */
let landing: Landing | undefined

/** Gives that click. */
export const getLanding = (): Landing | undefined => landing

/** Looks at the address, and tells whether a click has come there: with the page, or inside it, as Turbo's links bring one. */
export const lookForArrival = (): boolean => {
  const before = landing?.id
  if (isLandingPage()) landing = readLocation() ?? landing
  return landing?.id !== before
}

/** Looks where a click may be that came before the script did, if the address has none. */
export const recallLanding = (): void => {
  if (!landing && isLandingPage()) landing = readEarlierLanding()
}
