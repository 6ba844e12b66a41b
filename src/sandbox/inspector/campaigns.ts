import { html } from 'hono/html'
import { allowsOrigin } from '../campaign'
import type { Campaign } from '../model'
import type { Services } from '../services'
import { isWebUrl } from '../url'

type Markup = ReturnType<typeof html>

const MOST_SEEN = 5

/** A campaign, and the form that changes its allow-list. */
export function renderCampaign(campaign: Campaign, { store }: Services): Markup {
  const { id, name, publishableKey, windowDays } = campaign
  const links = store.links.filter(({ campaignId }) => campaignId === id)
  return html` <details class="campaign" data-key="campaign-${id}" ${id === 'demo' ? 'open' : ''}>
    <summary>${name}</summary>
    <dl class="pairs">
      <dt>Key</dt>
      <dd><code>${publishableKey}</code></dd>
      <dt>Window</dt>
      <dd>${windowDays} days</dd>
      <dt>Links</dt>
      <dd>
        ${links.map(
          ({ code, partner, revoked }) =>
            html`<span class="partner"><code>/r/${code}</code> ${partner}${revoked ? ' (revoked)' : ''}</span>`,
        )}
      </dd>
    </dl>
    ${renderOrigins(campaign, listSeenOrigins(store))}
  </details>`
}

/** Of the pages that sent something, the newest first. */
function listSeenOrigins({ requests, preflights }: Services['store']): readonly string[] {
  const origins = [...preflights, ...requests]
    .reverse()
    .sort((a, b) => b.at - a.at)
    .map(({ origin }) => origin ?? '')
  return [...new Set(origins)].filter(isWebUrl).slice(0, MOST_SEEN)
}

function renderOrigins(campaign: Campaign, seen: readonly string[]): Markup {
  const { id, allowedOrigins } = campaign
  return html` <form class="origins" data-patch="/sandbox/campaigns/${encodeURIComponent(id)}">
    <label
      >Allowed origins, one a line
      <textarea
        name="allowedOrigins"
        data-key="origins-${id}"
        rows="${Math.min(Math.max(allowedOrigins.length, 1), 6)}"
        placeholder="any origin"
        spellcheck="false"
        autocapitalize="off"
      >
${allowedOrigins.join('\n')}</textarea>
    </label>
    ${seen.length > 0 ? html`<div class="seen">${seen.map((origin) => renderSeen(campaign, origin))}</div>` : ''}
    <button class="quiet">Allow these</button>
    <p class="hint" role="alert"></p>
    <p class="hint">
      Take the merchant's own out, and its conversions are refused with 403, <code>origin_not_allowed</code>. Put it
      back, and its next page sends what waits. An empty list allows any origin.
    </p>
  </form>`
}

function renderSeen(campaign: Campaign, origin: string): Markup {
  const word = campaign.allowedOrigins.length === 0 ? 'Refuse' : allowsOrigin(campaign, origin) ? 'Take out' : 'Allow'
  return html`<button class="quiet" type="button" data-origin="${origin}">${word} ${origin}</button>`
}
