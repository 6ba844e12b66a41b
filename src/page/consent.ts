import { readCookie } from '../click/cookie'
import { readSetting, readTexts } from '../settings/resolve'
import type { Diagnosis } from '../types'

/** The visitor's decision, as far as this page knows. */
export type Consent = Diagnosis['consent']

let decision: Consent | undefined

/** Notes the visitor's decision. */
export const decide = (granted: boolean): void => {
  decision = granted ? 'granted' : 'denied'
}

let isClaimed = false

/** Leaves the decision to a consent platform: a cookie of ours is no earlier yes then, nor is a yes of the page's own. */
export const claimDecision = (): void => {
  isClaimed = true
  if (decision !== 'denied') decision = 'undecided'
}

/** Asks whether a platform decides alone. */
export const isDecisionClaimed = (): boolean => isClaimed

const PLAIN = /^(granted|required)$/i

/** Where the setting is not plain, a platform may be meant, and a cookie of ours says nothing. */
const isAsking = (): boolean =>
  readSetting('consent') === 'required' && !(readCookie() && readTexts('consent').every((text) => PLAIN.test(text)))

/**
 * Reads the decision; a cookie of ours that is already there is an earlier yes. A prerendered page is undecided until it is
 * shown.
 */
export const readConsent = (): Consent => {
  // Nothing but true: it may be an element of that name.
  if ((document as Document & { readonly prerendering?: boolean }).prerendering === true) return 'undecided'
  return decision ?? (isAsking() ? 'undecided' : 'granted')
}

const waiting: (() => void)[] = []

/** Runs a task at once, or with the visitor's decision. */
export const whenDecided = (task: () => void): void => {
  if (readConsent() === 'undecided') waiting.push(task)
  else task()
}

/** Runs what has waited for the decision, which is there. */
export const runDecided = (): void => waiting.splice(0).forEach((task) => task())
