import type { Facts } from '../diagnose'
import { toSuccessKey } from '../conversion/success'
import { MEETINGS } from '../integrations/hubspot/counted'
import { isServing } from '../integrations/hubspot/hosts'
import { originGivenTo } from '../integrations/sender'
import { formName } from './describe'
import { quietly } from './quietly'
import { join } from './rivals'
import { resolve } from './settings'
import { say } from './voice'

/** Of HubSpot's forms. */
export const hubspot = {
  uncounted({ success }: Facts['uncounted']) {
    const setting = success.id === MEETINGS ? 'hubspot-meetings' : 'hubspot'
    say('form-uncounted', formName(toSuccessKey(success)), setting, resolve(setting).value)
  },
  held({ clickId, success }: Facts['held']) {
    const key = toSuccessKey(success)
    say('form-held', formName(key))
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
  const given = originGivenTo(source as Window)
  if (given === undefined) return 'it is not from a frame that this page has, or had, but from another window'
  if (!isServing(origin)) {
    const isPlain = isServing(origin.replace(/^http:/, 'https:'))
    return isPlain ? 'it is not https' : 'HubSpot serves no forms or meetings from there'
  }
  return `the page has put that frame there for ${given || 'something without an address'}, and it has moved`
}
