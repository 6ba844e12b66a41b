import { forgetClick, readClick } from '../click/memory'
import { clearOutbox } from '../conversion/delivery'
import { diagnose } from '../diagnose'
import { clearForms } from '../stored/forms'
import { decide, readConsent, whenDecided } from './consent'
import { tellDenial } from './denial'
import { tellOtherTabs } from './tabs'
import { wake } from './wake'

/** Does what the visitor's decision means: after a "no" nothing of ours is left, after a "yes" is done what has waited. */
export const takeDecision = (granted: boolean): void => {
  decide(granted)
  whenDecided(() => {
    if (readConsent() !== 'denied') return
    forgetClick()
    clearOutbox()
    clearForms()
    tellDenial()
  })
  wake()
}

/**
 * Takes what the visitor has said here, and tells the other tabs of a "no"; a prerendered page, which may never be shown, says
 * nothing until it is.
 */
export const hearDecision = (granted: unknown): void => {
  diagnose('decided', { granted })
  takeDecision(granted === true)
  whenDecided(() => {
    if (readConsent() === 'denied') tellOtherTabs()
  })
}

/** Reads the id that a conversion would carry, where consent is granted. */
export const readGrantedClick = (): string | undefined => (readConsent() === 'granted' ? readClick() : undefined)
