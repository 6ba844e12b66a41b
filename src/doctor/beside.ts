import { find, type Finding } from './finding'
import type { Neighbours } from './neighbours'
import type { Settings } from './settings'

/** A consent platform that nobody asks. */
export const findConsentUnset = (
  { consent: [platform] }: Neighbours,
  { isConsentNamed }: Settings,
): readonly Finding[] => (platform !== undefined && !isConsentNamed ? [find('consent-unset', platform)] : [])

/** Other programmes' tags. */
export const findOthers = ({ affiliates }: Neighbours): readonly Finding[] =>
  affiliates.length > 0 ? [find('other-affiliate', affiliates.join(', '))] : []
