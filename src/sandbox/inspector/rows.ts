import { html } from 'hono/html'
import { checkBody, isScalar, WHOLE_BODY } from '../body'
import { DAY_MS } from '../clock'
import type { Click, LoggedRequest, Scalar, Submission } from '../model'
import type { Services } from '../services'
import { cutText } from '../text'
import { isRecord, parseJson } from '../json'

type Markup = ReturnType<typeof html>

const MOST_CHARACTERS = 300
const MOST_BODY_CHARACTERS = 8_000
const MOST_PAIRS = 50
const MOST_NESTING = 10

/** A POST of a conversion: its outcome, what it carried and, opened, all that is known of it. */
export function renderRequest(request: LoggedRequest, { store }: Services): Markup {
  const body = parseJson(request.body)
  const click = store.click(request.clickId ?? '')
  const partner = click ? (store.link(click.code)?.partner ?? click.code) : ''
  const [title, subtitle] = describeRequest(request, body)
  const isOwnRepeat = isRepeat(request, store)
  return html` <details class="row" data-key="${request.id}">
    <summary>
      <span class="badge ${request.outcome}">${nameOutcome(request)}</span>
      <span class="what"
        ><b>${title}</b>
        <span
          >${request.fault === 'lost-answer' ? html`<em>answer lost</em> ` : ''}${isOwnRepeat ? html`<em>our own repeat</em> ` : ''}${subtitle}</span
        ></span
      >
      <span class="who">${[partner, request.via === 'server' ? 'by server' : ''].filter(Boolean).join(', ')}</span>
      ${renderTime(request.at)}
    </summary>
    ${renderMore(request, body, isOwnRepeat ? 'own-repeat' : request.reason)}
  </details>`
}

/** The same conversion once more: its first answer has not come to the visitor's page, or not to its end. */
function isRepeat({ id, outcome, body }: LoggedRequest, { requests }: Services['store']): boolean {
  return (
    outcome === 'duplicate' &&
    requests.some((other) => other.id !== id && other.outcome === 'recorded' && other.body === body)
  )
}

function renderMore(request: LoggedRequest, body: unknown, why: string | null): Markup {
  const { status, reason, fault, outcome, origin, via, key, headers, clickId, bodyState } = request
  const problems = reason === 'validation_failed' && bodyState === 'whole' ? checkBody(body) : []
  return html` <div class="more">
    ${why ? html`<p>${REASONS.get(why) ?? why}</p>` : ''}
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
    ${bodyState === 'cut' ? html`<p>The body is too large to be kept. It begins:</p>` : ''}
    <pre>${formatBody(request.body, body)}</pre>
  </div>`
}

/** A form submission: its fields, and what no mapping names beside them. */
export function renderSubmission({ id, at, fields, unmapped }: Submission): Markup {
  const pairs = (record: Readonly<Record<string, Scalar>>) => {
    const entries = Object.entries(record)
    return html`${entries.slice(0, MOST_PAIRS).map(
      ([name, value]) =>
        html`<dt>${cutText(name, MOST_CHARACTERS)}</dt>
          <dd>${cutText(String(value), MOST_CHARACTERS)}</dd>`,
    )}
    ${
      entries.length > MOST_PAIRS
        ? html`<dt>and</dt>
            <dd>${entries.length - MOST_PAIRS} more</dd>`
        : ''
    }`
  }
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
  const [state, name] = store.isConverted(clickId)
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

/** A time; the page writes it in the reader's own format. */
export function renderTime(at: number, className = ''): Markup {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return html`<span class="who">no date</span>`
  const iso = date.toISOString()
  const [, time = ''] = /T(.{8})/.exec(iso) ?? []
  return html`<time class="${className}" datetime="${iso}" data-at="${at}">${time}</time>`
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['no-click', 'The request names no click.'],
  ['malformed', 'This is no click id: not one that any partner link gave out.'],
  ['forged', 'The signature does not hold: the id is forged, or of a sandbox that ran before this one.'],
  ['unknown', 'The click is forgotten: the sandbox was started over since.'],
  ['expired', "The click is older than its campaign's window."],
  ['other-campaign', 'The click belongs to another campaign than the publishable key.'],
  ['already-converted', 'This click was converted before. The first conversion counts.'],
  [
    'own-repeat',
    'The same conversion again: its first answer was lost on its way, so it was sent once more. Nothing is lost, and nothing counts twice.',
  ],
  ['invalid_api_key', 'The secret key in x-api-key is not valid.'],
  ['missing_scope', 'The secret key lacks the scope affiliate:write.'],
  ['missing_publishable_key', 'There is no key: no x-introw-publishable-key, no x-api-key, none in the body.'],
  ['invalid_publishable_key', 'The publishable key belongs to no campaign.'],
  ['origin_not_allowed', "The page's origin is not on the campaign's list."],
  ['validation_failed', 'The body is not what the contract asks for.'],
  ['payload_too_large', 'The body has more bytes than the sandbox takes.'],
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
  const email = typeof record.email === 'string' ? cutText(record.email, MOST_CHARACTERS) : ''
  const why = REASONS.get(reason ?? '') ?? reason ?? ''
  if (outcome === 'refused' || outcome === 'fault') return [why, [email, origin].filter(Boolean).join(' · ')]
  return [email || 'no e-mail', outcome === 'ignored' ? why : describeProperties(record.properties)]
}

function describeProperties(properties: unknown): string {
  const words = Object.entries(isRecord(properties) ? properties : {})
    .slice(0, MOST_PAIRS)
    .filter(([, value]) => value !== '' && isScalar(value))
    .map(([name, value]) => `${name} ${String(value)}`)
  return cutText(words.join(' · '), MOST_CHARACTERS)
}

/** A body as people read it: JSON with line breaks, unless its nesting would make more of it than anybody reads. */
function formatBody(text: string, json: unknown): string {
  const isPlain = json !== undefined && nestingOf(text) <= MOST_NESTING
  return cutText(isPlain ? JSON.stringify(json, null, 2) : text || '(empty body)', MOST_BODY_CHARACTERS)
}

/** How deep a JSON text nests at most. Texts in it are passed over. */
function nestingOf(text: string): number {
  let depth = 0
  let most = 0
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token === '[' || token === '{') depth += 1
    if (token === ']' || token === '}') depth -= 1
    most = Math.max(most, depth)
  }
  return most
}
