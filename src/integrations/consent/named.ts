import { CONSENT_CATEGORY, type ConsentPlatformName } from '../../settings/full'
import { readTexts } from '../../settings/resolve'
import type { Integration } from '../port'
import { complianz } from './complianz'
import { cookiebot } from './cookiebot'
import { cookieYes } from './cookieyes'
import { didomi } from './didomi'
import { googleConsentMode } from './google'
import { hubspotBanner } from './hubspot'
import { klaro } from './klaro'
import { oneTrust } from './onetrust'
import type { Categories, ConsentPlatform } from './platform'
import { tcf } from './tcf'
import { usercentrics } from './usercentrics'
import { vanillaCookieConsent } from './vanilla'

const PLATFORMS: Readonly<Record<ConsentPlatformName, (categories?: Categories) => ConsentPlatform>> = {
  cookiebot,
  onetrust: oneTrust,
  usercentrics,
  cookieyes: cookieYes,
  didomi,
  hubspot: hubspotBanner,
  complianz,
  tcf,
  'vanilla-cookieconsent': vanillaCookieConsent,
  klaro,
  'google-consent-mode': googleConsentMode,
}

/** Leaves the decision to the platform that the settings name. Where they name two, none decides: consent is `required`. */
export const namedPlatform: Integration = (port) => {
  const texts = readTexts('consent').map((text) => text.toLowerCase())
  const [name, ...others] = new Set(texts.filter((text) => text !== 'granted' && text !== 'required'))
  const create = Object.entries(PLATFORMS).find(([known]) => known === name)?.[1]
  if (others.length === 0) create?.(readTexts(CONSENT_CATEGORY).join() || undefined)(port)
}
