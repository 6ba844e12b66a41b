import { describe, expect, it } from 'vitest'
import type { Tab } from '../support/engine.ts'
import { poll } from '../support/poll.ts'
import { visitExample } from '../support/visit.ts'

const ADA = 'ada@acme.example'

describe('Stripe', () => {
  const visit = visitExample('stripe', { https: true, hasEveryHost: true })
  const paid = async () => {
    await visit.tab.waitFor(() => document.getElementById('reference')?.textContent)
    await visit.tab.fill('[name=email]', ADA)
    await visit.tab.click('button')
    const { email, properties, via } = await visit.recorded()
    expect({ email, properties, via }).toMatchObject({ email: ADA, properties: { amount: 4900 }, via: 'server' })
    // Stripe leads back: here under its own name, so that the shop's is opened then.
    await visit.tab.waitFor(() => location.pathname === '/thanks.html' && document.readyState === 'complete')
    await visit.tab.goto(visit.example.url('/thanks.html'))
    await visit.tab.waitFor(() => window.introw?.affiliate?.version)
    expect(await visit.tab.evaluate(async () => (await window.introw?.affiliate?.track?.())?.status)).toBe('duplicate')
  }

  it('gives the click of a payment link back, with the e-mail; the link is as it was', async () => {
    await visit.open('/index.html')
    const { tab } = visit
    await tab.waitFor(() => window.introw?.affiliate?.version)
    const kept = await tab.evaluate(async () => {
      const link = document.querySelector('a.button')
      const before = link?.getAttribute('href')
      link?.addEventListener('click', (event) => event.preventDefault(), { once: true })
      link?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
      await new Promise((resolve) => setTimeout(resolve))
      return before === link?.getAttribute('href')
    })
    expect(kept).toBe(true)
    await tab.click('a.button')
    await tab.waitFor(() => location.hostname === 'buy.stripe.com')
    expect(await tab.url()).toMatch(/\/test_1\?locale=en&client_reference_id=aff_/)
    await paid()
  })

  it('gives the click of a buy button back', async () => {
    await visit.open('/index.html')
    await visit.tab.waitFor(() => document.querySelector('stripe-buy-button')?.shadowRoot?.querySelector('a'))
    await visit.tab.evaluate(() => document.querySelector('stripe-buy-button')?.shadowRoot?.querySelector('a')?.click())
    await paid()
  })
})

describe('a scheduler’s webhook', () => {
  const visit = visitExample('meetings', { https: true, hasEveryHost: true })

  it('gives the click back with the e-mail that the page was never told', async () => {
    const { example, tab } = visit
    const script = `<script type="module">(${bookWhenTold.toString()})('${ADA}')</script>`
    example.variant('/acme/demo', '/acme/demo', (html) => html.replace('</body>', `${script}</body>`))
    await visit.open('/webhook.html')
    await tab.waitFor(() => document.querySelector('iframe')?.src.includes('utm_term=aff_'))
    await poll('the booking', async () => {
      await tab.evaluate(() => document.querySelector('iframe')?.contentWindow?.postMessage('book', '*'))
      return visit.requests().length > 0
    })
    const { email, via, properties } = await visit.recorded()
    expect({ email, via, properties }).toMatchObject({
      email: ADA,
      via: 'server',
      properties: { calendlyInvitee: expect.any(String) },
    })
    expect(await tab.evaluate(async () => (await window.introw?.affiliate?.track?.())?.status)).toBe('duplicate')
  })
})

describe('Cal.com’s own embed, marked', () => {
  const visit = visitExample('meetings', { https: true, hasEveryHost: true })

  it('carries the click as it is opened', async () => {
    const { example, tab, clickId } = visit
    const button = '<button id="book" data-cal-link="acme/demo" data-introw-click-id>Book</button>'
    example.variant('/button.html', '/cal-com.html', (html) =>
      html.replace(/Cal\('inline'.*/, '').replace('<div id="calendar"', `${button}<div id="calendar"`),
    )
    await visit.open('/button.html')
    await tab.waitFor(() => window.introw?.affiliate?.version && document.readyState === 'complete')
    await tab.click('#book')
    expect(new URL((await frameOf(tab)) ?? '').searchParams.get('metadata[introw_click_id]')).toBe(clickId)
    expect(await tab.evaluate(() => document.getElementById('book')?.hasAttribute('data-cal-config'))).toBe(false)
  })
})

describe('Typeform’s own embed, marked', () => {
  const visit = visitExample('forms', { https: true, hasEveryHost: true })

  it('carries the click as a hidden field', async () => {
    const { example, tab, clickId } = visit
    const embed = '<div data-tf-widget="F1" data-introw-click-id></div>'
    const script = '<script defer src="https://embed.typeform.com/next/embed.js"></script>'
    example.variant('/hidden.html', '/typeform.html', (html) =>
      html.replace('async', 'defer').replace(/<script type="module" src="\/src.*/, embed + script),
    )
    await visit.open('/hidden.html')
    expect(new URL((await frameOf(tab)) ?? '').hash).toBe(`#introw_click_id=${clickId}`)
  })
})

const frameOf = (tab: Tab) => tab.waitFor(() => document.querySelector('iframe')?.src)

/** In the vendor's frame, which no driver can reach. */
function bookWhenTold(email: string): void {
  addEventListener('message', ({ data }) => {
    const field = document.querySelector<HTMLInputElement>('[type=email]')
    if (data !== 'book' || !field || field.value) return
    field.value = email
    field.form?.requestSubmit()
  })
}
