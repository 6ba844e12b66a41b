import type { Facts } from '../diagnose'
import { toSuccessKey } from '../conversion/success'
import { isServing } from '../integrations/hubspot/hosts'
import { MEETINGS } from '../integrations/hubspot/success'
import { addressGivenTo, originOf } from '../integrations/sender'
import { successName, vendorName } from './vendors'
import { quietly } from './quietly'
import { join } from './rivals'
import { isSettingName, resolve } from './settings'
import { say } from './voice'

/** Of what vendors have accepted. */
export const hubspot = {
  uncounted({ success }: Facts['uncounted']) {
    const key = toSuccessKey(success)
    const isMeeting = success.source === 'hubspot' && success.id === MEETINGS
    const setting = isMeeting ? 'hubspot-meetings' : success.source
    const value = isSettingName(setting) ? resolve(setting).value : undefined
    say('form-uncounted', vendorName(key), successName(key), setting, value)
  },
  held({ clickId, success }: Facts['held']) {
    const key = toSuccessKey(success)
    say('form-held', vendorName(key), successName(key))
    join(clickId, key)
  },
  unbelieved({ event: { data, origin, source } }: Facts['unbelieved']) {
    if (isSuccess(data)) say('form-unbelieved', origin, whyUnbelieved(origin, source))
  },
}

/** Only what would have counted is of interest. */
const isSuccess = (message: unknown) => {
  const given: unknown = typeof message === 'string' ? quietly<unknown>(() => JSON.parse(message)) : message
  const { type, eventName, meetingBookSucceeded } = Object(given) as Record<string, unknown>
  const isForm = type === 'hsFormCallback' && eventName === 'onFormSubmitted'
  const isPopUpForm = type === 'hsCallsToActionCallback' && eventName === 'onCallToActionFormSubmitted'
  return isForm || isPopUpForm || meetingBookSucceeded === true
}

const whyUnbelieved = (origin: string, source: MessageEventSource | null) => {
  if (origin === 'null') return 'a sandboxed frame may be anybody'
  if (source === window.parent && window.parent !== window) return 'it is the page around this one'
  const address = addressGivenTo(source as Window)
  const given = originOf(address)
  if (address === undefined) return 'it is not from a frame that this page has, or had, but from another window'
  if (!isServing(origin)) {
    const isPlain = isServing(origin.replace(/^http:/, 'https:'))
    return isPlain ? 'it is not https' : 'HubSpot serves no forms or meetings from there'
  }
  return `the page has put that frame there for ${given || 'something without an address'}, and it has moved`
}
