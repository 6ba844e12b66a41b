import { isLandingPage } from './frame'
import { readEarlierLanding, readLocation } from './landing'

/** The click id that this page has come with, or that its address has got since. */
let landing: string | undefined

/** Gives that id. */
export const getLanding = (): string | undefined => landing

/** Looks at the address, and tells whether an id has come there: with the page, or inside it, as Turbo's links bring one. */
export const lookForArrival = (): boolean => {
  const before = landing
  if (isLandingPage()) landing = readLocation() ?? landing
  return landing !== before
}

/** Looks where an id may be that came before the script did, if the address has none. */
export const recallLanding = (): void => {
  if (!landing && isLandingPage()) landing = readEarlierLanding()
}
