import { watchAddress } from '../click/address'
import { getLanding, lookForArrival } from '../click/arrival'
import { keepClick } from '../click/memory'
import { diagnose } from '../diagnose'
import { attempt } from '../platform/attempt'
import { readConsent } from './consent'

/** Looks at the address bar while the script is evaluated, and keeps the click that is there by the end of that task. */
export const lookForLanding = (): void => {
  if (lookForArrival()) void keepLanding()
  diagnose('arrived', { landing: getLanding() })
}

/** At the end of the same task, not on the stack of our evaluation: see ARCHITECTURE.md#cookie-in-a-microtask. */
const keepLanding = async (): Promise<void> => {
  watchAddress()
  await Promise.resolve()
  attempt(() => {
    if (readConsent() === 'granted') keepClick(getLanding())
  })
}
