import { cleanAddress } from '../click/address'
import { isLandingPage } from '../click/frame'
import { readSetting } from '../settings/resolve'
import type { Consent } from './consent'

/** The landing that was taken, which alone may be cut from the address. */
let taken: string | undefined
let isPageIdle = false

/** Notes which landing was taken. */
export const noteTaken = (landing: string | undefined): void => {
  taken = landing
}

/** Notes that the page has loaded, and been idle: routers have taken it over by now. */
export const noteIdle = (): void => {
  isPageIdle = true
}

/** Cleans the address bar, where that may be done: never before an idle moment, and never of what was not taken. */
export const tidyAddress = (consent: Consent): void => {
  const mayClean = consent === 'granted' || taken !== undefined
  if (mayClean && isPageIdle && !readSetting('keep-url') && isLandingPage()) cleanAddress(taken)
}
