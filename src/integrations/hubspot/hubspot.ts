import { diagnose } from '../../diagnose'
import { attempt } from '../../platform/attempt'
import { readSetting } from '../../settings/resolve'
import { EMAIL } from '../counted'
import { forgetLoan, lend } from '../lent'
import { onMessage } from '../message'
import type { Integration } from '../port'
import { isEach } from '../sender'
import { isCounted } from './counted'
import { readClassicForm, readCurrentForm, readPopUpForm } from './forms'
import { isServing } from './hosts'
import { readMeeting } from './meetings'
import type { HubSpotSuccess } from './success'

/**
 * Hears of HubSpot's successes. Nothing else counts: the first accepted conversion of a click is final, and one that HubSpot
 * then refuses, or that somebody else reports, would use it up.
 */
export const hubspot: Integration = ({ onDenial, report }) => {
  onDenial(forgetLoan)
  const take = (success: HubSpotSuccess | undefined) => {
    if (!success) return
    if (isCounted(success.id)) report(success)
    else {
      if (readSetting('hubspot')?.(EMAIL)) lend(success.email, success.source)
      diagnose('uncounted', { success })
    }
  }
  onMessage(isEach(isServing), (message, origin) =>
    take(readClassicForm(message) ?? readPopUpForm(message) ?? readMeeting(message, origin)),
  )
  addEventListener('hs-form-event:on-submission:success', (event) => {
    attempt(() => take(readCurrentForm(event)))
  })
}
