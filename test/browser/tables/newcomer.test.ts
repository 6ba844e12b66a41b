import { describe, expect, it } from 'vitest'
import { KEY } from '../../support/shop.ts'
import { hear, land, npm, shop, tag, track, useShop } from '../debug/debug.ts'

useShop()

/** A tag without attributes of ours. */
const bare = (query = '') => `<script src="/affiliate.debug.js${query}"></script>`
const SECRET = 'sk_live_0123456789abcdef'

describe('who installs it for the first time hears', () => {
  it('that a secret key is one, by its first letters; nothing is sent with it', () =>
    shop.visit(async (tab) => {
      await land(tab, tag({ 'data-publishable-key': SECRET }))
      await track(tab)
      await hear(tab, 'Alarm: publishable-key of the script tag is a secret key (sk_live…)', 'Revoke it')
      await hear(tab, 'There is no publishable key, so conversions are kept and not sent')
      const said = await tab.evaluate(
        () => window.__seen.console.join() + JSON.stringify(window.introw?.affiliate?.debug?.()),
      )
      expect(said).not.toContain(SECRET)
      const sent = shop.site.requests.map(({ headers, url }) => JSON.stringify([url, headers]))
      expect(sent.filter((request) => request.includes(SECRET))).toEqual([])
    }))

  it('that a tag manager may have stripped the attributes, and what to do then', () =>
    shop.visit(async (tab) => {
      await land(tab, bare())
      await track(tab)
      await hear(
        tab,
        'There is no publishable key, so conversions are kept and not sent',
        `${shop.site.origin()}/affiliate.debug.js?publishable-key=pk_aff_…`,
      )
    }))

  it('that parameters of the script’s URL have no data- before them', () =>
    shop.visit(async (tab) => {
      await land(tab, bare(`?data-publishable-key=${KEY}`))
      await hear(tab, "data-publishable-key of the script's URL is no setting", 'Write publishable-key')
    }))

  it('that the API’s path is in api-host', () =>
    shop.visit(async (tab) => {
      const host = `${shop.site.origin()}/api/v1/affiliate/conversions`
      await land(tab, tag({ 'data-api-host': host }))
      await hear(tab, `api-host="${host}" of the script tag has the API's path in it`, `Make it ${shop.site.origin()}.`)
    }))

  it('that calls before an async tag fail', () =>
    shop.visit(async (tab) => {
      await land(tab, tag({ async: '' }))
      await hear(tab, 'There is no stub, and the script comes when it comes', 'Paste the stub')
    }))

  it('that init() of npm is missing', () =>
    shop.visit(async (tab) => {
      await land(tab, npm('track()'))
      await hear(tab, '@introw/affiliate was called, and init() was not', 'Call init({ publishableKey')
    }))

  it('that init() of npm was given a text, once', () =>
    shop.visit(async (tab) => {
      await land(tab, npm(`init('${KEY}')`))
      await hear(tab, 'init() was given a text, which holds no settings', `init({ publishableKey: 'pk_aff_…' })`)
      const warnings = await tab.evaluate(() => window.__seen.console.filter((line) => line.startsWith('warn')))
      expect(warnings).toHaveLength(1)
    }))
})
