import { html } from 'hono/html'
import { checkBody, WHOLE_BODY } from '../body'
import { DAY_MS } from '../clock'
import type { Click, LoggedRequest, Scalar, Submission } from '../model'
import type { Services } from '../services'
import { isRecord, parseJson } from '../json'

type Markup = ReturnType<typeof html>

/** A POST of a conversion: its outcome, what it carried and, opened, all that is known of it. */
export function renderRequest(request: LoggedRequest, index: number, { store }: Services): Markup {
  const body = parseJson(request.body)
  const click = store.click(request.clickId ?? '')
  const partner = click ? (store.link(click.code)?.partner ?? click.code) : ''
  const [title, subtitle] = describeRequest(request, body)
  return html` <details class="row" data-key="request-${request.at}-${index}">
    <summary>
      <span class="badge ${request.outcome}">${nameOutcome(request)}</span>
      <span class="what"
        ><b>${title}</b>
        <span>${request.fault === 'lost-answer' ? html`<em>answer lost</em> ` : ''}${subtitle}</span></span
      >
      <span class="who">${[partner, request.via === 'server' ? 'by server' : ''].filter(Boolean).join(', ')}</span>
      ${renderTime(request.at)}
    </summary>
    ${renderMore(request, body)}
  </details>`
}

function renderMore(request: LoggedRequest, body: unknown): Markup {
  const { status, reason, fault, outcome, origin, via, key, headers, clickId } = request
  const problems = reason === 'validation_failed' ? checkBody(body) : []
  return html` <div class="more">
    ${reason ? html`<p>${REASONS.get(reason) ?? reason}</p>` : ''}
    ${fault && outcome !== 'fault' ? html`<p>${REASONS.get(fault)}</p>` : ''}
    <dl class="pairs">
      ${problems.map(
        ({ path, message }) =>
          html`<dt>${path === WHOLE_BODY ? 'body' : path}</dt>
            <dd>${message}</dd>`,
      )}
      <dt>Answer</dt>
      <dd>${status ?? 'none'}${reason ? html` <code>${reason}</code>` : ''}</dd>
      <dt>From</dt>
      <dd>${origin ?? 'no origin'}, ${via} path</dd>
      <dt>Key</dt>
      <dd><code>${key ?? headers['x-api-key'] ?? 'none'}</code></dd>
      <dt>Click</dt>
      <dd><code>${clickId ?? 'none'}</code></dd>
    </dl>
    <pre>${body === undefined ? request.body || '(empty body)' : JSON.stringify(body, null, 2)}</pre>
  </div>`
}

/** A form submission: its fields, and what no mapping names beside them. */
export function renderSubmission({ id, at, fields, unmapped }: Submission, _desk: Services): Markup {
  const pairs = (record: Readonly<Record<string, Scalar>>) =>
    Object.entries(record).map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${String(value)}</dd>`,
    )
  return html` <article class="row still" data-key="${id}">
    <dl class="pairs">
      ${pairs(fields)}
      ${
        Object.keys(fields).length === 0
          ? html`<dt>no field</dt>
              <dd>Nothing of it has a field.</dd>`
          : ''
      }
    </dl>
    ${Object.keys(unmapped).length > 0 ? html`<dl class="pairs aside">${pairs(unmapped)}</dl>` : ''}
    <footer><code>${id}</code>${renderTime(at)}</footer>
  </article>`
}

/** A click: what became of it, whose it is, and its id. */
export function renderClick({ clickId, code, campaignId, at }: Click, { store, clock }: Services): Markup {
  const windowDays = store.campaign(campaignId)?.windowDays ?? 0
  const [state, name] = store.conversion(clickId)
    ? ['recorded', 'converted']
    : clock.now() >= at + windowDays * DAY_MS
      ? ['ignored', 'expired']
      : ['open', 'open']
  return html` <article class="row still line" data-key="${clickId}">
    <span class="badge ${state}">${name}</span>
    <span class="what"><b>${store.link(code)?.partner ?? code}</b><code title="${clickId}">${clickId}</code></span>
    <span class="who">/r/${code}</span>
    ${renderTime(at)}
  </article>`
}

/** A time; the page writes it in the reader's own way. */
export function renderTime(at: number, className = ''): Markup {
  const iso = new Date(at).toISOString()
  return html`<time class="${className}" datetime="${iso}" data-at="${at}">${iso.slice(11, 19)}</time>`
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['no-click', 'The request names no click.'],
  ['malformed', 'This is no click id: not one that any partner link gave out.'],
  ['forged', 'The signature does not hold: the id is forged, or of a sandbox that ran before this one.'],
  ['unknown', 'The click is forgotten: the sandbox was started over since.'],
  ['expired', "The click is older than its campaign's window."],
  ['other-campaign', 'The click belongs to another campaign than the publishable key.'],
  ['already-converted', 'This click was converted before. The first conversion counts.'],
  ['invalid_api_key', 'The secret key in x-api-key is not valid.'],
  ['missing_scope', 'The secret key lacks the scope affiliate:write.'],
  ['missing_publishable_key', 'There is no key: no x-introw-publishable-key, no x-api-key, none in the body.'],
  ['invalid_publishable_key', 'The publishable key belongs to no campaign.'],
  ['origin_not_allowed', "The page's origin is not on the campaign's list."],
  ['validation_failed', 'The body is not what the contract asks for.'],
  ['lost-answer', 'The conversion was processed, and the answer lost on purpose.'],
  ['delay', 'The answer was held back on purpose.'],
  ['drop', 'The connection was dropped on purpose.'],
  ['silence', 'No answer, on purpose.'],
  ['status', 'Answered with this status on purpose.'],
  ['garbage', 'Answered with half a body on purpose.'],
])

function nameOutcome({ outcome, status, fault }: LoggedRequest): string {
  if (outcome === 'refused') return `${status} refused`
  if (outcome === 'fault') return fault === 'status' ? `${status} fault` : (fault ?? outcome)
  return outcome
}

function describeRequest({ outcome, reason, origin }: LoggedRequest, body: unknown): readonly [string, string] {
  const record = isRecord(body) ? body : {}
  const email = typeof record.email === 'string' ? record.email : ''
  const why = REASONS.get(reason ?? '') ?? reason ?? ''
  if (outcome === 'refused' || outcome === 'fault') return [why, [email, origin].filter(Boolean).join(' · ')]
  return [email || 'no e-mail', outcome === 'ignored' ? why : describeProperties(record.properties)]
}

function describeProperties(properties: unknown): string {
  return Object.entries(isRecord(properties) ? properties : {})
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(' · ')
}
