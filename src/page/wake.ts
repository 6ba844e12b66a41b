import { getLanding, lookForArrival, recallLanding } from '../click/arrival'
import { keepClick } from '../click/memory'
import { watchDepartures } from '../conversion/departure'
import { deliver, hurry, releaseHeld } from '../conversion/delivery'
import { expireOutboxes } from '../conversion/expiry'
import type { OutboxChange } from '../conversion/outbox'
import { diagnose } from '../diagnose'
import { readSetting } from '../settings/resolve'
import { noteTaken, tidyAddress } from './address'
import { tellClick } from './clicked'
import { type Consent, readConsent, runDecided } from './consent'

let isStarted = false

/** Begins, for a call that needs it; later it takes a click that has come since. */
export const start = (): void => {
  if (isStarted) wakeOnArrival()
  else wake()
}

/** Takes a click that has come inside the document. */
export const wakeOnArrival = (): void => {
  if (lookForArrival()) wake()
}

/** Does all that may be done with further settings, if it has begun. */
export const wakeAgain = (): void => {
  if (isStarted) wake()
}

/** What an event changes of what waits. */
const CHANGES: Readonly<Record<string, OutboxChange>> = { pagehide: releaseHeld, online: hurry }

/**
 * Does all that may be done now: takes the click, sends what is due, cleans the address. When the page is idle, shown, hidden,
 * left, restored or online again, and when the visitor has decided.
 */
export const wake = (event?: Event): void => {
  const consent = readConsent()
  lookForArrival()
  if (!isStarted) begin(consent)
  const landing = getLanding()
  diagnose('asked', { consent, landing })
  if (consent === 'undecided') return
  if (consent === 'granted') {
    deliver(CHANGES[event?.type ?? ''], keepClick(landing))
    noteTaken(landing)
  }
  diagnose('woken', { landing })
  runDecided()
  tellClick()
  tidyAddress(consent)
}

const begin = (consent: Consent): void => {
  isStarted = true
  watchDepartures()
  recallLanding()
  // Not before: `pageshow` also comes with every load, and would begin before the idle moment.
  addEventListener('online', wake)
  addEventListener('pageshow', wake)
  expireOutboxes(consent === 'granted' ? readSetting('outbox') : undefined)
}
