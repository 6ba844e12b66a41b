import { describe, expect, it } from 'vitest'
import { isClean, KEY, readSeen, STUB } from '../../support/shop.ts'
import { hear, land, npm, shop, tag, track, useShop } from './debug.ts'

useShop()

describe('a page without a mistake', () => {
  it('hears of its click, its cookie and its conversion, and no warning', () =>
    shop.visit(async (tab) => {
      await land(tab, STUB + tag())
      await track(tab)
      await hear(tab, 'Recorded, logged for a partner')
      await tab.waitFor(isClean)
      await hear(tab, 'The cookie _introw_aff is on shop.localhost: the widest domain that the browser accepts')
      await hear(tab, 'A click was found in the address')
      const told = (await tab.evaluate(readSeen)) as string[]
      expect(told.filter((line) => !line.startsWith('info: [affiliate.js]'))).toEqual([])
      const diagnosis = await tab.evaluate(() => window.introw?.affiliate?.debug?.())
      expect(diagnosis).toMatchObject({
        clickFrom: 'address',
        keptIn: 'cookie',
        cookieDomain: 'shop.localhost',
        consent: 'granted',
        outbox: [],
        settings: { 'publishable-key': { value: KEY, from: 'script tag' } },
      })
      expect(diagnosis?.messages.map(({ code }) => code)).toEqual(
        expect.arrayContaining(['started', 'click-found', 'cookie-written', 'kept', 'sending', 'recorded']),
      )
    }))

  it('hears the same from npm’s development entry', () =>
    shop.visit(async (tab) => {
      await land(tab, npm(`init({ publishableKey: '${KEY}', apiHost: '${shop.site.origin()}' })`))
      await tab.waitFor(() => window.introw?.affiliate?.debug?.().messages.length)
      await track(tab)
      await hear(tab, 'Recorded, logged for a partner')
    }))
})
