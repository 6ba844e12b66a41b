import { EMAIL } from '../../../support/unit/shop'

export const FORM = '0a1b2c3d-0000-4000-8000-00000000abcd'
export const OTHER_FORM = 'ffffffff-0000-4000-8000-00000000abcd'
export const SUCCESS_V4 = 'hs-form-event:on-submission:success'

/** A window as `event.source` shows it. */
export const frameOf = (parent: unknown) => ({ parent })

/** A frame that the page has put there, for an address. */
export function putFrame(src: string): object {
  const element = document.createElement('iframe')
  const frame = frameOf(page())
  // A src of its own would be fetched.
  Object.defineProperties(element, { src: { value: src }, contentWindow: { value: frame } })
  document.body.append(element)
  return frame
}
export const page = () => window as unknown
export const opener = () => {
  const other: { parent?: unknown } = {}
  other.parent = other
  return other
}

export interface Message {
  readonly data: unknown
  readonly origin?: string
  readonly source?: unknown
}

export function post({ data, origin = location.origin, source = page() }: Message): void {
  const event = new Event('message')
  for (const [name, value] of Object.entries({ data, origin, source })) Object.defineProperty(event, name, { value })
  window.dispatchEvent(event)
}

export const classic = (eventName: string, data?: unknown, id: unknown = FORM) => ({
  type: 'hsFormCallback',
  eventName,
  id,
  data,
})
export const submitted = (values: unknown = { email: EMAIL }, more: object = {}, id: unknown = FORM) =>
  classic('onFormSubmitted', { redirectUrl: '', formGuid: id, submissionValues: values, ...more }, id)

export function installV4(values: unknown, conversionId?: unknown): void {
  const instance = {
    getFormFieldValues: () => (typeof values === 'function' ? values() : values),
    getConversionId: () => conversionId,
  }
  Object.assign(window, { HubSpotFormsV4: { getFormFromEvent: () => instance } })
}

export const succeedV4 = (formId: unknown = FORM, type = SUCCESS_V4) =>
  window.dispatchEvent(new CustomEvent(type, { detail: { formId, instanceId: '0' } }))
