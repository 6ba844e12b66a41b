import { html } from 'hono/html'
import type { Fault } from '../fault'
import type { LoggedRequest } from '../model'
import type { Services } from '../services'
import { cutText } from '../text'
import { renderCampaign } from './campaigns'
import { renderClick, renderRequest, renderSubmission, renderTime } from './rows'

/** The parts of the inspector page that change, as HTML by the id of their element. */
export interface View {
  readonly now: number
  readonly sections: Readonly<Record<string, string>>
}

type Markup = ReturnType<typeof html>

const ROWS = 100
const MOST_CHARACTERS = 300

export function renderView(services: Services, url: string): View {
  const { store, clock, faults } = services
  const decided = store.requests.filter(isDecided)
  const failed = store.requests.filter((request) => !isDecided(request))
  const link = new URL('/r/demo', url).href
  const requestsDropped = { count: store.dropped.requests, noun: 'requests' }
  const submissionsDropped = { count: store.dropped.submissions, noun: 'submissions' }
  const clicksDropped = { count: store.dropped.clicks, noun: 'clicks' }
  const sections = {
    journey: () => renderJourney(services),
    conversions: () =>
      list(decided, (request) => renderRequest(request, services), NO_CONVERSIONS(link), requestsDropped),
    submissions: () => list(store.submissions, renderSubmission, NO_SUBMISSIONS, submissionsDropped),
    clicks: () => list(store.clicks, (click) => renderClick(click, services), NO_CLICKS(link), clicksDropped),
    refused: () => list(failed, (request) => renderRequest(request, services), NOTHING_REFUSED, requestsDropped),
    clock: () => renderClock(clock.now(), clock.offsetMs()),
    faults: () => renderFaults(faults.list()),
    campaigns: () => html`${store.campaigns.map((campaign) => guard(() => renderCampaign(campaign, services)))}`,
  }
  return { now: clock.now(), sections: toText(sections) }
}

function isDecided({ outcome }: LoggedRequest): boolean {
  return outcome === 'recorded' || outcome === 'duplicate' || outcome === 'ignored'
}

const NO_CONVERSIONS = (link: string) =>
  html` <p class="empty">
    <b>No conversion yet.</b> Follow <a href="/r/demo" target="_blank" rel="noopener">${link}</a>, then sign up on the
    merchant's site. What its page sends appears here at once.
  </p>`

const NO_SUBMISSIONS = html` <p class="empty">
  <b>No submission yet.</b> Each recorded conversion fills in the campaign's form once.
</p>`

const NO_CLICKS = (link: string) =>
  html` <p class="empty">
    <b>No click yet.</b> Every visit to <a href="/r/demo" target="_blank" rel="noopener">${link}</a> is a click; it
    lands on the merchant's site with <code>irw_id</code> in the URL.
  </p>`

const NOTHING_REFUSED = html` <p class="empty">
  <b>All well.</b> A wrong key, a foreign origin, or a body that the API would not take shows here, and so does every
  fault that you order.
</p>`

interface Dropped {
  readonly count: number
  readonly noun: string
}

function list<T>(items: readonly T[], row: (item: T) => Markup, empty: Markup, { count, noun }: Dropped): Markup {
  if (items.length === 0 && count === 0) return empty
  const rows = items.slice(-ROWS).reverse()
  const older = items.length - rows.length
  return html`${rows.map((item) => guard(() => row(item)))}
  ${older > 0 ? html`<p class="rest">and ${older} older, in <a href="/sandbox/state">/sandbox/state</a></p>` : ''}
  ${count > 0 ? html`<p class="rest">${count} older ${noun} were dropped; the sandbox keeps the newest.</p>` : ''}`
}

/** What cannot be shown says so, and the rest of the page is shown. */
function guard(render: () => Markup): Markup {
  try {
    return render()
  } catch (error) {
    const reason = cutText(error instanceof Error ? error.message : 'no reason is known', MOST_CHARACTERS)
    return html`<p class="empty slim unshown"><b>This cannot be shown.</b> ${reason}</p>`
  }
}

function renderJourney({ store }: Services): Markup {
  const count = (outcome: string) => store.requests.filter((request) => request.outcome === outcome).length
  const { dropped } = store
  const clicks = store.clicks.length + dropped.clicks
  const conversions = store.conversions.length + dropped.conversions
  const submissions = store.submissions.length + dropped.submissions
  const step = (value: number, name: string) =>
    html`<li class="${value > 0 ? 'done' : ''}"><b>${value}</b><span>${name}</span></li>`
  return html` <ol class="steps">
      ${step(clicks, clicks === 1 ? 'click' : 'clicks')} ${step(conversions, 'recorded')}
      ${step(submissions, submissions === 1 ? 'form submission' : 'form submissions')}
    </ol>
    <ul class="others">
      ${['duplicate', 'ignored', 'refused', 'fault'].map(
        (outcome) =>
          html`<li><b>${count(outcome)}</b> <span>${outcome === 'fault' ? 'met a fault' : outcome}</span></li>`,
      )}
    </ul>`
}

function renderClock(now: number, offsetMs: number): Markup {
  const moved = `${describeSpan(Math.abs(offsetMs))} ${offsetMs > 0 ? 'ahead' : 'behind'}`
  const note = offsetMs === 0 ? html`<span>real time</span>` : html`<span class="moved">${moved}</span>`
  return html`<p class="now">${renderTime(now, 'full ticking')}${note}</p>`
}

function describeSpan(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  const parts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor(minutes / 60) % 24, 'h'],
    [minutes % 60, 'min'],
  ] as const
  const shown = parts.filter(([value]) => value > 0).map(([value, unit]) => `${value} ${unit}`)
  return shown.join(' ') || 'less than a minute'
}

function renderFaults(faults: readonly Fault[]): Markup {
  if (faults.length === 0) return html`<p class="empty slim">None. The API answers as it should.</p>`
  return html` <ul class="faults">
      ${faults.map(
        (fault) =>
          html`<li>
            <span class="badge fault">${nameFault(fault)}</span>
            <span
              >${fault.on === 'post' ? 'POST' : 'preflight'},
              ${fault.times === 'until-lifted' ? 'until lifted' : `next ${fault.times}`}</span
            >
          </li>`,
      )}
    </ul>
    <button class="quiet wide" data-delete="/sandbox/faults">Lift all faults</button>`
}

function nameFault(fault: Fault): string {
  if (fault.kind === 'status') return `${fault.status}${fault.cors === false ? ' without CORS' : ''}`
  return fault.kind === 'delay' ? `${fault.delayMs} ms late` : fault.kind.replace('-', ' ')
}

function toText(sections: Readonly<Record<string, () => Markup>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(sections).map(([id, render]) => [id, String(guard(render))]))
}
