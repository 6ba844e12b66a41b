import { html, raw } from 'hono/html'
import type { Services } from '../services'
import { CLIENT } from './client'
import { renderClockControls, renderFaultControls } from './controls'
import { STYLE } from './style'
import { renderView } from './view'

/** The inspector page: one document that needs nothing but the sandbox. */
// eslint-disable-next-line max-lines-per-function -- one piece of markup, read from top to bottom
export function renderInspector(services: Services, url: string): Response {
  const { sections, now } = renderView(services, url)
  const link = new URL('/r/demo', url).href
  const nonce = crypto.randomUUID()
  const section = (id: string) => html`<div id="${id}">${raw(sections[id] ?? '')}</div>`
  const body = html` <header class="bar">
      <h1><span class="mark" aria-hidden="true"></span>Introw <span>sandbox</span></h1>
      <p class="live" id="live" data-state="connecting" role="status">connecting</p>
      <button
        class="quiet"
        data-post="/sandbox/reset"
        title="Forget all clicks and conversions, lift all faults, go back to real time"
      >
        Start over
      </button>
    </header>
    <section class="hero" aria-labelledby="link-title">
      <div>
        <h2 id="link-title">Partner link</h2>
        <p class="link"><a href="/r/demo" target="_blank" rel="noopener">${link}</a></p>
        <p class="hint">
          Follow it, sign up on the merchant's site as a visitor would, and see the conversion arrive below.
        </p>
      </div>
      <div class="actions">
        <button class="quiet" data-copy="${link}">Copy</button>
        <a class="button" href="/r/demo" target="_blank" rel="noopener">Follow the link</a>
      </div>
      ${section('journey')}
    </section>
    <main>
      <div class="lists">
        ${card('Conversions', 'Every conversion that the API took a decision on.', section('conversions'))}
        ${card('Form submissions', "What the campaign's form received.", section('submissions'))}
        ${card('Clicks', 'Every follow of a partner link.', section('clicks'))}
        ${card('Refused and failed', 'Errors of the API, and faults made to order.', section('refused'))}
      </div>
      <aside>
        ${card('Clock', '', html`${section('clock')}${renderClockControls()}`)}
        ${card('Faults', '', html`${section('faults')}${renderFaultControls()}`)}
        ${card('Campaigns', '', section('campaigns'))}
      </aside>
    </main>
    <script nonce="${nonce}" id="client" data-now="${now}">
      ${raw(CLIENT)}
    </script>`
  return page({ title: 'Introw sandbox', body, nonce, status: 200 })
}

/** What a visitor sees behind a partner link that leads nowhere. */
export function renderMissingLink(): Response {
  const body = html` <main class="missing">
    <p class="code">404</p>
    <h1>This link is not active</h1>
    <p>The partner's link is unknown, or has been revoked. Ask the partner for a new one.</p>
  </main>`
  return page({ title: 'Link not found', body, nonce: crypto.randomUUID(), status: 404 })
}

type Markup = ReturnType<typeof html>

interface Page {
  readonly title: string
  readonly body: Markup
  readonly nonce: string
  readonly status: number
}

function card(title: string, subtitle: string, content: Markup): Markup {
  return html`<section class="card">
    <header>
      <h2>${title}</h2>
      <p>${subtitle}</p>
    </header>
    ${content}
  </section>`
}

function page({ title, body, nonce, status }: Page): Response {
  const markup = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <style nonce="${nonce}">
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        ${body}
      </body>
    </html>`
  return new Response(String(markup), {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': [
        "default-src 'none'",
        `style-src 'nonce-${nonce}'`,
        `script-src 'nonce-${nonce}'`,
        "connect-src 'self'",
        'img-src data:',
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    },
  })
}
