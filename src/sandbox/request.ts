import { isRecord } from './json'
import type { Via } from './model'

/** A POST of a conversion, its body read. */
export interface ConversionRequest {
  readonly headers: Headers
  /** What the body stands for as JSON, whatever its type says; undefined where it is no JSON. */
  readonly json: unknown
}

/** Which way a conversion came: a secret key, even a wrong one, makes it a server's. */
export function viaOf(headers: Headers): Via {
  return headers.has('x-api-key') ? 'server' : 'browser'
}

/** The publishable key: the header's, or else the body's; null where neither has one. */
export function publishableKeyOf(request: ConversionRequest): string | null {
  const key = request.headers.get('x-introw-publishable-key') || readField(request, 'publishableKey')
  return typeof key === 'string' && key !== '' ? key : null
}

/** A field of the body; undefined where there is none. */
export function readField({ json }: ConversionRequest, field: string): unknown {
  return isRecord(json) && Object.hasOwn(json, field) ? json[field] : undefined
}

/** Whether the body is sent as JSON. */
export function isSentAsJson({ headers }: ConversionRequest): boolean {
  return /^\s*application\/json\s*(;|$)/i.test(headers.get('content-type') ?? '')
}
