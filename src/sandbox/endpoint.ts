import { allowPreflight } from './answer'
import { decide, type Decision } from './decision'
import { answerFault, deliver, isProcessed, isUnanswered } from './effect'
import type { Fault } from './fault'
import { parseJson } from './json'
import type { LoggedRequest } from './model'
import { type ConversionRequest, publishableKeyOf, readField, viaOf } from './request'
import type { Services } from './services'

/** Takes one POST of a conversion: a fault first, if one waits, then the API's decision. Every one is logged. */
export async function receiveConversion(raw: Request, services: Services): Promise<Response> {
  const { store, clock, faults } = services
  const request = await readRequest(raw)
  if (!request) return Response.error()
  const fault = faults.take('post')
  const decision = fault && !isProcessed(fault) ? decideByFault(fault) : await decide(request, services)
  store.logRequest(describeRequest(request, decision, fault, clock.now()))
  return deliver(decision.response, fault, raw.signal)
}

/** Takes one CORS preflight of a conversion. */
export async function receivePreflight(raw: Request, { store, clock, faults }: Services): Promise<Response> {
  const fault = faults.take('preflight')
  store.logPreflight({ at: clock.now(), origin: raw.headers.get('origin'), fault: fault?.kind ?? null })
  const response = fault && !isProcessed(fault) ? answerFault(fault) : allowPreflight()
  return deliver(response, fault, raw.signal)
}

/** The request with its body; undefined where the body broke off. */
async function readRequest(raw: Request): Promise<ConversionRequest | undefined> {
  const text = await raw.text().catch(() => undefined)
  return text === undefined ? undefined : { headers: raw.headers, text, json: parseJson(text) }
}

function decideByFault(fault: Fault): Decision {
  return { response: answerFault(fault), outcome: 'fault', reason: fault.kind }
}

function describeRequest(
  request: ConversionRequest,
  { response, outcome, reason }: Decision,
  fault: Fault | undefined,
  at: number,
): LoggedRequest {
  const { headers, text } = request
  const clickId = readField(request, 'clickId')
  return {
    at,
    status: fault && isUnanswered(fault) ? null : response.status,
    outcome,
    reason,
    fault: fault?.kind ?? null,
    via: viaOf(headers),
    clickId: typeof clickId === 'string' ? clickId : null,
    origin: headers.get('origin'),
    key: publishableKeyOf(request),
    body: text,
    headers: Object.fromEntries([...headers].map(([name, value]) => [name, hideSecret(name, value)])),
  }
}

function hideSecret(name: string, value: string): string {
  return name === 'x-api-key' ? `${value.slice(0, 6)}…` : value
}
