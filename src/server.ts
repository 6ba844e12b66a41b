/**
 * The server's half: the click in a cookie that Safari and Brave keep for its whole window, and conversions from the
 * backend. Web standards alone (`Request`, `Headers`, `fetch`), so it runs in Node 20 and newer, workers and edge runtimes.
 */
export { captureClick, type CaptureOptions } from './server/landing'
export { decorate, type DecorateOptions } from './server/handover'
export { type CookieSource, readClickId } from './server/cookie'
export type { AnyRequest as LandingRequest } from './server/request'
export { createConversions, type Conversions, type RecordOptions, type ServerConversion } from './server/conversions'
export type { ConversionsOptions } from './server/settings'
export { IntrowApiError } from './server/error'
export type { ConversionAnswer } from './types'
