import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundle } from '../../examples/bundle.mjs'
import type { Tab } from '../support/engine.ts'
import { poll } from '../support/poll.ts'
import { KEY, openShop, readSeen, STUB, type Shop } from '../support/shop.ts'
import { visitExample } from '../support/visit.ts'

const ADA = 'ada@acme.example'
const FIELD = '<input type="hidden" name="click" data-introw-click-id value="old">'

let shop: Shop
/** What the site was sent, by the path. */
const posted: Record<string, Record<string, string>> = {}

beforeAll(async () => {
  shop = await openShop()
  const script = await bundle(new URL('../support/controlled.jsx', import.meta.url))
  shop.site.page('/controlled.js', () => new Response(script, { headers: { 'content-type': 'text/javascript' } }))
  for (const path of ['/post', '/submit', '/late', '/shadow'])
    shop.site.page(path, async (request) => {
      posted[path] = Object.fromEntries(new URLSearchParams(await request.text()))
      return '<!doctype html><title>Thank you</title>'
    })
})
afterAll(() => shop?.close())

/** Opens a page of the site with this body, with a click, and gives the click's id. */
async function land(tab: Tab, body: string, attributes = ''): Promise<string> {
  const tag = `<script async src="/affiliate.full.js" data-publishable-key="${KEY}" data-api-host="${shop.site.origin()}" ${attributes}></script>`
  shop.page('/', STUB + tag, body)
  const click = await shop.click()
  await tab.goto(`${shop.site.origin()}/?irw_id=${click}`)
  await tab.waitFor(() => window.introw?.affiliate?.version && document.readyState === 'complete')
  return click
}

const formTo = (path: string, fields = FIELD) =>
  `<form method="post" action="${path}">${fields}<button>Send</button></form>`
const sent = async (path: string) => {
  await poll(`what was sent to ${path}`, async () => posted[path] !== undefined)
  return posted[path]
}

describe('a marked field carries the click', () => {
  it('in what the browser posts: nothing of a disabled one', async () => {
    await shop.visit(async (tab) => {
      const disabled = `<fieldset disabled>${FIELD.replace('click"', 'other"')}</fieldset>`
      const click = await land(tab, formTo('/post', FIELD + disabled))
      await tab.click('button')
      expect(await sent('/post')).toEqual({ click })
    })
  })

  it('by form.submit(), which tells nobody, of a form without a field', async () => {
    await shop.visit(async (tab) => {
      const click = await land(tab, formTo('/submit', '').replace('<form', '<form data-introw-click-id="ref"'))
      await tab.evaluate(() => document.querySelector('form')?.submit())
      expect(await sent('/submit')).toEqual({ ref: click })
    })
  })

  it('in a form that comes late, and in an open shadow tree', async () => {
    await shop.visit(async (tab) => {
      const click = await land(tab, '<div></div>')
      await tab.evaluate((html) => void (document.body.innerHTML = html), formTo('/late'))
      await tab.click('button')
      expect(await sent('/late')).toEqual({ click })
      await land(tab, '<div></div>')
      const last = await tab.evaluate((html) => {
        const tree = document.querySelector('div')?.attachShadow({ mode: 'open' })
        if (tree) tree.innerHTML = html
        const click = window.introw?.affiliate?.getClickId?.()
        tree?.querySelector('button')?.click()
        return click
      }, formTo('/shadow'))
      expect(await sent('/shadow')).toEqual({ click: last })
    })
  })

  it('controlled by React: in its state, in new FormData(form), and on the page; empty after a no', async () => {
    await shop.visit(async (tab) => {
      const click = await land(tab, '<div id="app"></div><script type="module" src="/controlled.js"></script>')
      const send = async () => {
        await tab.click('button')
        return JSON.parse((await tab.waitFor(() => document.querySelector('output')?.textContent)) ?? '')
      }
      expect(await send()).toEqual({ state: click, data: { click, fixed: click } })
      await tab.evaluate(() => {
        document.querySelector('output')?.replaceChildren()
        window.introw?.affiliate?.consent?.(false)
      })
      expect(await send()).toEqual({ state: '', data: { click: '', fixed: '' } })
      expect(await tab.evaluate(readSeen)).toEqual([])
    })
  })
})

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

/** In the vendor's frame, which no driver can reach. */
function bookWhenTold(email: string): void {
  addEventListener('message', ({ data }) => {
    const field = document.querySelector<HTMLInputElement>('[type=email]')
    if (data !== 'book' || !field || field.value) return
    field.value = email
    field.form?.requestSubmit()
  })
}
