import { readCookie } from './click/cookie'
import { readSetting } from './settings'

let decision: boolean | undefined

/** Takes the visitor's decision. */
export const decide = (granted: boolean): boolean => (decision = granted)

/** Asks whether the page has to wait for a yes. */
export const isConsentRequired = (): boolean => !!readSetting('consent', /^required$/i)

/**
 * Reads the decision; a cookie of ours that is already there is an earlier yes.
 *
 * @returns Something true if granted, false if denied, undefined while undecided, as a prerendered page is until it is shown.
 */
export const readConsent = (): string | boolean | undefined =>
  (document as Document & { prerendering?: boolean }).prerendering
    ? undefined
    : (decision ?? (isConsentRequired() ? readCookie() : true))
