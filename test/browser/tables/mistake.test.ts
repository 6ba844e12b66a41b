import { describe, expect, it } from 'vitest'
import type { Tab } from '../../support/engine.ts'
import { KEY } from '../../support/shop.ts'
import { hear, land, shop, tag, track, useShop } from '../debug/debug.ts'

const DEMO = '11111111-aaaa-4aaa-8aaa-000000000001'
const NEWSLETTER = '11111111-aaaa-4aaa-8aaa-000000000002'

useShop()

const submitForm = (tab: Tab, form: string) =>
  tab.evaluate((id) => {
    const data = { submissionValues: { email: 'ada@acme.example' } }
    window.postMessage({ type: 'hsFormCallback', eventName: 'onFormSubmitted', id, data }, '*')
  }, form)

describe('a mistake is told, with what to do about it', () => {
  it.each<[string, () => string, string, string]>([
    [
      'no key',
      () => tag({ 'data-publishable-key': '' }),
      'There is no publishable key, so conversions are kept and not sent',
      'data-publishable-key="pk_aff_…"',
    ],
    [
      'a misspelt key',
      () => tag({ 'data-publishable-key': '', 'data-publishablekey': KEY }),
      'data-publishablekey of the script tag is no setting',
      'Write data-publishable-key',
    ],
    [
      'a wrong key',
      () => tag({ 'data-publishable-key': 'pk_aff_org_typo' }),
      'The API refuses the publishable key pk_aff_org_typo',
      "Copy your campaign's key",
    ],
    [
      'an API host that cannot be reached',
      () => tag({ 'data-api-host': 'http://127.0.0.1:9' }),
      'The API host http://127.0.0.1:9 cannot be reached',
      'Look at api-host',
    ],
    [
      'a bad setting',
      () => tag({ 'data-cookie-days': '3650' }),
      'cookie-days="3650" of the script tag is no good; the default, 90, is used',
      'from 1 to 365',
    ],
    [
      'a cookie domain of somebody else',
      () => tag({ 'data-cookie-domain': 'acme.example' }),
      'The cookie cannot be set on cookie-domain="acme.example": it is no parent domain of www.shop.localhost',
      'leave cookie-domain out',
    ],
    [
      'consent that nobody tells',
      () => tag({ 'data-consent': 'required' }),
      'Consent is pending',
      'Call introw.affiliate.consent(true)',
    ],
    [
      'two tags',
      () => tag() + tag(),
      'affiliate.js is installed twice on this page (script tag, another install)',
      'Remove one of them',
    ],
    [
      'the production tag before this one',
      () => tag({}, '/affiliate.js') + tag(),
      'affiliate.js is installed twice on this page',
      'Remove the other tag',
    ],
    [
      'the production tag after this one',
      () => tag() + tag({}, '/affiliate.js'),
      'affiliate.js is installed twice on this page',
      'Remove one of them',
    ],
  ])('%s', (_, install, text, remedy) =>
    shop.visit(async (tab) => {
      await land(tab, install())
      await track(tab)
      await hear(tab, text, remedy)
    }),
  )

  it.each([
    [`connect-src 'none'`, (origin: string) => `Add ${origin} to connect-src`],
    [
      `default-src 'unsafe-inline' 'self'; connect-src https://api.example`,
      (origin: string) => `Add ${origin} to connect-src`,
    ],
    [
      `default-src 'unsafe-inline' http://www.shop.localhost:1 'self'; script-src 'unsafe-inline' *`,
      (origin: string) => `connect-src http://www.shop.localhost:1 'self' ${origin}`,
    ],
  ])('a policy that blocks the API: %s', (policy, remedy) =>
    shop.visit(async (tab) => {
      const api = shop.site.origin('api.shop.localhost')
      await land(tab, `<meta http-equiv="Content-Security-Policy" content="${policy}">${tag({ 'data-api-host': api })}`)
      await track(tab)
      await hear(tab, `The page's Content Security Policy blocks ${api}`, remedy(api))
    }),
  )

  it('an origin that is not on the list, with the origin to add', () =>
    shop.visit(async (tab) => {
      shop.sandbox.store.updateCampaign('demo', { allowedOrigins: ['https://elsewhere.example'] })
      try {
        await land(tab, tag())
        await track(tab)
        await hear(
          tab,
          "The API refuses this page's origin (403, origin_not_allowed",
          `Add ${shop.site.origin()} to the campaign's allowed origins`,
        )
      } finally {
        shop.sandbox.store.updateCampaign('demo', { allowedOrigins: [] })
      }
    }))

  it('a sandboxed frame, where no cookie and no storage is', () =>
    shop.visit(async (tab) => {
      const relay = `<script>for (const level of ['info', 'warn']) console[level] = (line) => parent.postMessage({ level, line }, '*')</script>`
      shop.page('/sandboxed', relay + tag())
      shop.page(
        '/around',
        `<script>addEventListener('message', ({ data }) => window.__seen.console.push(data.level + ' ' + data.line))</script>`,
        `<iframe sandbox="allow-scripts" style="position: fixed; inset: 0; width: 100%; height: 100%; border: 0" src="/sandboxed?irw_id=${await shop.click()}"></iframe>`,
      )
      await tab.goto(`${shop.site.origin()}/around`)
      await hear(tab, 'No cookie can be written here: this page is in a sandboxed frame', 'Add allow-same-origin')
    }))

  it('a browser that refuses cookies, which the page cannot mend', () =>
    shop.visit(
      async (tab) => {
        await land(tab, tag())
        await hear(tab, 'No cookie can be written here: cookies are off in this browser', 'Allow cookies')
        expect(await tab.evaluate(() => window.introw?.affiliate?.debug?.().keptIn)).toBe('memory')
      },
      { cookies: 'refused' },
    ))

  it('no click on this visit', () =>
    shop.visit(async (tab) => {
      await land(tab, tag(), '?utm_source=mail')
      await hear(tab, 'No click on this visit', 'follow a partner link')
    }))

  it('an e-mail that the API refuses, and fields beside properties', () =>
    shop.visit(async (tab) => {
      await land(tab, tag())
      await track(tab, { email: 'ada@acme', plan: 'pro' })
      await hear(
        tab,
        `The API's pattern for e-mails refuses "ada@acme" (its domain has no dot). It goes as properties.email`,
        'type="email"',
      )
      await hear(tab, 'track() sends email and properties, and not: plan.', 'track({ email, properties: { plan } })')
    }))

  it('a form and track() that compete', () =>
    shop.visit(async (tab) => {
      await land(tab, tag())
      await submitForm(tab, DEMO)
      await hear(tab, 'Recorded')
      await track(tab, { email: 'ada@acme.example', properties: { plan: 'pro' } })
      await hear(tab, `track() competes with the HubSpot form ${DEMO} for one click`, 'data-hubspot="off"')
    }))

  it('two forms that compete', () =>
    shop.visit(async (tab) => {
      await land(tab, tag())
      await submitForm(tab, NEWSLETTER)
      await hear(tab, 'Recorded')
      await submitForm(tab, DEMO)
      await hear(
        tab,
        `Two forms compete for one click: the HubSpot form ${NEWSLETTER} and the HubSpot form ${DEMO}`,
        'Name those that count',
      )
    }))
})
