import { readSetting } from './settings'

let decision: boolean | undefined

/** Takes the visitor's decision. */
export function decide(granted: boolean): void {
  decision = granted
}

/** Asks whether the page has to wait for a yes. */
export function isConsentRequired(): boolean {
  return !!readSetting('consent', /^required$/i)
}

/**
 * Reads the decision.
 *
 * @param hasEarlierGrant - Whether something of ours stands from an earlier yes.
 * @returns True if granted, false if denied, undefined while undecided, as a prerendered page is until it is shown.
 */
export function readConsent(hasEarlierGrant: () => unknown): boolean | undefined {
  if ((document as Document & { prerendering?: boolean }).prerendering) return undefined
  return decision ?? (!isConsentRequired() || !!hasEarlierGrant() || undefined)
}
