import { readSetting } from '../../settings/resolve'
import { isClaimed } from '../counted'
import { MEETINGS } from './success'

/** Asks whether a form counts, or a booking, by the settings `hubspot` and `hubspot-meetings`. */
export const isCounted = (form: string): boolean => {
  const meetings = readSetting('hubspot-meetings')
  if (form === MEETINGS) return meetings
  // Name nothing, and HubSpot's forms count; name something, and only what is named counts.
  return readSetting('hubspot')?.(form) ?? !(meetings || isClaimed())
}
