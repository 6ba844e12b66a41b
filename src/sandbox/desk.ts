import { allowPreflight } from './answer'
import type { Changes } from './changes'
import type { Fault, Faults } from './fault'
import { type Court, judge, keyOf, type Posted, readField, type Verdict, wayOf } from './judge'
import { answerFault, deliver, isJudged, isUnanswered } from './mishap'
import type { LoggedRequest } from './model'

/** Where conversions arrive: faults first, then the judge. Every one is logged. */
export interface Desk extends Court {
  readonly changes: Changes
  readonly faults: Faults
  /** Takes one POST of a conversion. */
  receive(request: Request): Promise<Response>
  /** Takes one CORS preflight of a conversion. */
  preflight(request: Request): Promise<Response>
  /** Back to the seed, the real time, and no fault. */
  reset(): void
}

export function createDesk(court: Court, faults: Faults, changes: Changes): Desk {
  const { store, clock } = court
  return {
    ...court,
    faults,
    changes,
    async receive(request) {
      const text = await request.text().catch(() => null)
      if (text === null) return Response.error()
      const posted = { headers: request.headers, text }
      const fault = faults.take('post')
      const verdict = fault && !isJudged(fault) ? replace(fault) : await judge(posted, court)
      store.logRequest(describe(posted, verdict, fault, clock.now()))
      return deliver(verdict.response, fault, request.signal)
    },
    async preflight(request) {
      const fault = faults.take('preflight')
      store.logPreflight({ at: clock.now(), origin: request.headers.get('origin'), fault: fault?.kind ?? null })
      const response = fault && !isJudged(fault) ? answerFault(fault) : allowPreflight()
      return deliver(response, fault, request.signal)
    },
    reset() {
      faults.clear()
      clock.reset()
      store.reset()
    },
  }
}

function replace(fault: Fault): Verdict {
  return { response: answerFault(fault), outcome: 'fault', reason: fault.kind }
}

function describe(posted: Posted, verdict: Verdict, fault: Fault | undefined, at: number): LoggedRequest {
  const clickId = readField(posted, 'clickId')
  return {
    at,
    status: fault && isUnanswered(fault) ? null : verdict.response.status,
    outcome: verdict.outcome,
    reason: verdict.reason,
    fault: fault?.kind ?? null,
    via: wayOf(posted.headers),
    clickId: typeof clickId === 'string' ? clickId : null,
    origin: posted.headers.get('origin'),
    key: keyOf(posted),
    body: posted.text,
    headers: Object.fromEntries(
      [...posted.headers].map(([name, value]) => [name, name === 'x-api-key' ? `${value.slice(0, 6)}…` : value]),
    ),
  }
}
