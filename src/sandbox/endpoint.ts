import { allowPreflight, refuseLargePayload, withCors } from './answer'
import { decide, type Decision } from './decision'
import { answerFault, deliver, isProcessed, isUnanswered } from './effect'
import type { Fault } from './fault'
import { parseJson } from './json'
import type { LoggedRequest } from './model'
import { type Excerpt, readPayload } from './payload'
import { type ConversionRequest, publishableKeyOf, readField, viaOf } from './request'
import type { Services } from './services'
import { cutText } from './text'
import { createId } from './token'

const MOST_LOGGED_CHARACTERS = 1_000

/**
 * Takes one POST of a conversion: a fault first, if one waits, then the API's decision. Every one that arrives is logged.
 * A body over the limit is refused before, and meets no fault.
 */
export async function receiveConversion(raw: Request, services: Services): Promise<Response> {
  const { store, clock, faults } = services
  const payload = await readPayload(raw)
  if (payload.state === 'broken') return Response.error()
  if (payload.state === 'too-large') {
    const decision = refusePayload()
    const request = { headers: raw.headers, json: undefined }
    store.logRequest(describeRequest({ ...request, excerpt: payload.excerpt, at: clock.now() }, decision, undefined))
    return withCors(decision.response)
  }
  const request = { headers: raw.headers, json: parseJson(payload.text) }
  const fault = faults.take('post')
  const decision = fault && !isProcessed(fault) ? decideByFault(fault) : await decide(request, services)
  store.logRequest(describeRequest({ ...request, excerpt: payload.excerpt, at: clock.now() }, decision, fault))
  return deliver(decision.response, fault, raw.signal)
}

/** Takes one CORS preflight of a conversion. */
export async function receivePreflight(raw: Request, { store, clock, faults }: Services): Promise<Response> {
  const fault = faults.take('preflight')
  const origin = cutHeader(raw.headers.get('origin'))
  store.logPreflight({ id: createId('pre_'), at: clock.now(), origin, fault: fault?.kind ?? null })
  const response = fault && !isProcessed(fault) ? answerFault(fault) : allowPreflight()
  return deliver(response, fault, raw.signal)
}

function refusePayload(): Decision {
  return { response: refuseLargePayload(), outcome: 'refused', reason: 'payload_too_large' }
}

function decideByFault(fault: Fault): Decision {
  return { response: answerFault(fault), outcome: 'fault', reason: fault.kind }
}

interface Arrival extends ConversionRequest {
  readonly excerpt: Excerpt
  readonly at: number
}

function describeRequest(arrival: Arrival, decision: Decision, fault: Fault | undefined): LoggedRequest {
  const { headers, excerpt, at } = arrival
  const { response, outcome, reason } = decision
  const clickId = readField(arrival, 'clickId')
  return {
    id: createId('req_'),
    at,
    status: fault && isUnanswered(fault) ? null : response.status,
    outcome,
    reason,
    fault: fault?.kind ?? null,
    via: viaOf(headers),
    clickId: typeof clickId === 'string' ? cutText(clickId, MOST_LOGGED_CHARACTERS) : null,
    origin: cutHeader(headers.get('origin')),
    key: cutHeader(publishableKeyOf(arrival)),
    body: excerpt.text,
    bodyState: excerpt.state,
    headers: Object.fromEntries([...headers].map(([name, value]) => [name, hideSecret(name, value)])),
  }
}

function hideSecret(name: string, value: string): string {
  return name === 'x-api-key' ? `${value.slice(0, 6)}…` : cutText(value, MOST_LOGGED_CHARACTERS)
}

function cutHeader(value: string | null): string | null {
  return value === null ? null : cutText(value, MOST_LOGGED_CHARACTERS)
}
