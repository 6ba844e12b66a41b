import { attempt } from '../attempt'
import { formName } from './describe'
import { join } from './rivals'
import { resolve } from './settings'
import { say } from './voice'

/** Of HubSpot's forms. */
export const hubspot = {
  uncounted(form: string) {
    const setting = form === 'meetings' ? 'hubspot-meetings' : 'hubspot'
    say('form-uncounted', formName(form), setting, resolve(setting).value)
  },
  held(clickId: string, form: string) {
    say('form-held', formName(form))
    join(clickId, form)
  },
  unbelieved({ data, origin, source }: MessageEvent) {
    if (isSuccess(data)) say('form-unbelieved', origin, whyUnbelieved(origin, source))
  },
}

/** Only what would have counted is of interest. */
const isSuccess = (message: unknown) => {
  const given = typeof message === 'string' ? attempt(() => JSON.parse(message) as unknown) : message
  const { type, eventName, meetingBookSucceeded } = Object(given) as Record<string, unknown>
  return (type === 'hsFormCallback' && eventName === 'onFormSubmitted') || meetingBookSucceeded === true
}

const whyUnbelieved = (origin: string, source: MessageEventSource | null) => {
  if (origin === 'null') return 'a sandboxed frame may be anybody'
  if (source === window.parent && window.parent !== window) return 'it is the page around this one'
  if (!isFrameOfThisPage(source as Window | null)) return 'it is no frame of this page, but another window'
  return /^http:/.test(origin) && /hubspot\.com|hsforms\.(com|net)/.test(origin)
    ? 'it is not https'
    : 'it is no host of HubSpot'
}

const isFrameOfThisPage = (source: Window | null) => {
  let frame = source
  while (frame && frame !== window && frame !== frame.parent) frame = frame.parent
  return frame === window
}
