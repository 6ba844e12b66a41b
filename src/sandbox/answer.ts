import type { ConversionAnswer } from '../types'
import { BODY_LIMIT_BYTES } from './payload'

/** An answer of the API's, schema `AffiliateConversionResponse`. */
export function answer(status: 200 | 201, body: ConversionAnswer): Response {
  return Response.json(body, { status })
}

/** An error of the API's, schema `PublicApiError`. */
export function refuse(status: number, code: string, message: string, details?: unknown): Response {
  return Response.json({ error: { code, message, ...(details === undefined ? {} : { details }) } }, { status })
}

/** The refusal of a body over the limit. */
export function refuseLargePayload(): Response {
  const limit = BODY_LIMIT_BYTES.toLocaleString('en')
  return refuse(413, 'payload_too_large', `The body has more than ${limit} bytes, and the sandbox takes no more.`)
}

const CORS_HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'POST, OPTIONS',
  'Access-Control-Allow-Headers': 'content-type, x-introw-publishable-key, x-api-key',
  'Access-Control-Expose-Headers': 'Retry-After',
  // Chromium's cap (https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Access-Control-Max-Age).
  'Access-Control-Max-Age': '7200',
}

/** The same answer, readable by a page of any origin. */
export function withCors(response: Response): Response {
  const headers = new Headers(response.headers)
  for (const [name, value] of Object.entries(CORS_HEADERS)) headers.set(name, value)
  return new Response(response.body, { status: response.status, headers })
}

/** An answer to a preflight. Its body is empty: WebKit waits for one (https://github.com/WebKit/WebKit/pull/71202). */
export function allowPreflight(): Response {
  return new Response(null, { status: 204 })
}
