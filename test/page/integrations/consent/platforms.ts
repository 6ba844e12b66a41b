import { complianz, cookiebot, cookieyes, hubspot, onetrust, usercentrics2, usercentrics3 } from './banners'
import { didomi, google, klaro, tcf, vanilla } from './apis'
import type { Visitor } from './globals'

/** Stands for a platform: its objects and its events, in the order that its documentation or its source gives. */
export interface StandIn {
  /** The function of npm. */
  readonly option:
    | 'cookiebot'
    | 'oneTrust'
    | 'usercentrics'
    | 'cookieYes'
    | 'didomi'
    | 'hubspotBanner'
    | 'complianz'
    | 'tcf'
    | 'vanillaCookieConsent'
    | 'klaro'
    | 'googleConsentMode'
  readonly categories: readonly string[]
  /** Those without which there is no yes, by default. */
  readonly marketing: readonly string[]
  /** Its script comes, and tells what it knows of the visitor. */
  come(visitor: Visitor): void
  /** The visitor has chosen in the banner. */
  answer(granted: readonly string[]): void
}

/** By the name of the setting, and what tells versions apart. */
export const PLATFORMS: Readonly<Record<string, StandIn>> = {
  cookiebot,
  onetrust,
  'usercentrics 3': usercentrics3,
  'usercentrics 2': usercentrics2,
  cookieyes,
  didomi,
  hubspot,
  complianz,
  tcf,
  'vanilla-cookieconsent': vanilla,
  klaro,
  'google-consent-mode': google,
}
