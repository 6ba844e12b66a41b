import { refuse, withCors } from './answer'
import type { Fault } from './fault'

/** Whether the API processes the request in spite of the fault. */
export function isProcessed(fault: Fault): boolean {
  return fault.kind === 'delay' || fault.kind === 'lost-answer'
}

/** Whether the fault keeps the answer from arriving at all. */
export function isUnanswered(fault: Fault): boolean {
  return fault.kind === 'drop' || fault.kind === 'lost-answer' || fault.kind === 'silence'
}

/** The answer that a fault puts in place of the API's. */
export function answerFault(fault: Fault): Response {
  if (fault.kind === 'status') return answerStatus(fault)
  if (fault.kind === 'garbage') {
    return new Response('{"status":"recorded","conv', { headers: { 'Content-Type': 'application/json' } })
  }
  return Response.error()
}

/**
 * Sends an answer on its way, as far as the fault lets it.
 *
 * @param response - The API's answer, or the fault's own.
 * @param fault - The fault that the request met, if any.
 * @param signal - The request's: aborted when nobody waits any more.
 * @returns The answer; `Response.error()` stands for a connection that is dropped.
 */
export async function deliver(response: Response, fault: Fault | undefined, signal: AbortSignal): Promise<Response> {
  if (fault?.kind === 'silence') await aborted(signal)
  if (fault?.kind === 'delay') await Promise.race([elapsed(fault.delayMs), aborted(signal)])
  if (fault && isUnanswered(fault)) return Response.error()
  return fault?.kind === 'status' && fault.cors === false ? response : withCors(response)
}

type StatusFault = Extract<Fault, { kind: 'status' }>

// https://fetch.spec.whatwg.org/#null-body-status
const NO_BODY = [204, 205, 304]

const CODES: Readonly<Record<number, string>> = {
  400: 'bad_request',
  401: 'invalid_publishable_key',
  403: 'origin_not_allowed',
  408: 'request_timeout',
  422: 'validation_failed',
  429: 'rate_limited',
  500: 'internal_error',
  503: 'service_unavailable',
}

function answerStatus(fault: StatusFault): Response {
  const { status, body, contentType = 'text/html; charset=utf-8', retryAfterSeconds } = fault
  const response = NO_BODY.includes(status)
    ? new Response(null, { status })
    : body === undefined
      ? refuse(status, CODES[status] ?? `http_${status}`, `Answered with ${status} on demand.`)
      : new Response(body, { status, headers: { 'Content-Type': contentType } })
  if (retryAfterSeconds !== undefined) response.headers.set('Retry-After', String(retryAfterSeconds))
  return response
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

function elapsed(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, delayMs)
  })
}
