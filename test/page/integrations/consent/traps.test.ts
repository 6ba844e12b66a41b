// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { SHOP } from '../../../support/unit/shop'
import { elapse, settle } from '../../../support/unit/time'
import { findPlatform, usePlatforms } from './consent'
import { keep, make, read, tell } from './globals'
import { PLATFORMS } from './platforms'

const { landing, open } = usePlatforms()

/** Lands behind a platform, whose script has come for this visitor. */
const land = async (name: string, visitor?: 'new' | 'yes') =>
  open(name, findPlatform(name), { url: await landing(), visitor })

describe('after a yes', () => {
  test('a banner that is opened again is no withdrawal', async () => {
    const renewed = await land('cookiebot', 'yes')
    make({ Cookiebot: { consent: { marketing: false, method: null }, hasResponse: false } })
    tell(window, 'CookiebotOnConsentReady')
    await settle()
    expect(renewed.getClickId()).not.toBeNull()
  })

  test('what Klaro’s visitor ticks, and does not save, is no withdrawal; what is reset is one', async () => {
    const page = await land('klaro', 'yes')
    const manager = (read('klaro') as { getManager(): Record<string, unknown> }).getManager()
    Object.assign(manager, { consents: { introw: false } })
    expect(page.getClickId()).not.toBeNull()
    Object.assign(manager, { confirmed: false })
    findPlatform('klaro').answer([])
    await settle()
    expect(page.getClickId()).toBeNull()
  })

  test('a no in another tab holds, whatever the platform of this one repeats', async () => {
    const page = await land('onetrust', 'yes')
    await elapse(1)
    window.dispatchEvent(Object.assign(new Event('storage'), { key: '_introw_aff', newValue: 'denied' }))
    tell(window, 'OneTrustGroupsUpdated')
    await settle()
    expect(page.getClickId()).toBeNull()
  })
})

describe('a platform', () => {
  test('of a bundler, which makes no global, tells by its events', async () => {
    const page = await land('vanilla-cookieconsent')
    const tellCookie = (name: string, categories: readonly string[]) =>
      window.dispatchEvent(new CustomEvent(name, { detail: { cookie: { categories } } }))
    tellCookie('cc:onConsent', ['marketing'])
    await settle()
    expect(page.getClickId()).not.toBeNull()
    tellCookie('cc:onChange', ['analytics'])
    await settle()
    expect(page.getClickId()).toBeNull()
  })

  test('that is Complianz without the WP Consent API is asked itself', async () => {
    const page = await land('complianz')
    make({ cmplz_has_consent: () => true, complianz: { consenttype: 'other' } })
    tell(document, 'cmplz_fire_categories')
    await settle()
    expect(page.getClickId()).not.toBeNull()
    keep('cmplz_marketing', 'deny')
    tell(document, 'cmplz_status_change')
    await settle()
    expect(page.getClickId()).toBeNull()
  })

  test('whose older answer comes after the newer one is heard once', async () => {
    const page = await land('usercentrics 3')
    const detailsOf = (state: string) => ({ consent: { type: 'EXPLICIT' }, categories: { marketing: { state } } })
    let answerLate = (_: unknown) => {}
    make({ __ucCmp: { getConsentDetails: () => new Promise((resolve) => (answerLate = resolve)) } })
    tell(window, 'UC_UI_INITIALIZED')
    await settle()
    make({ __ucCmp: { getConsentDetails: () => Promise.resolve(detailsOf('ALL_DENIED')) } })
    tell(window, 'UC_CONSENT')
    await settle()
    answerLate(detailsOf('ALL_ACCEPTED'))
    await settle()
    expect(page.getClickId()).toBeNull()
  })

  test.each(Object.keys(PLATFORMS))('that throws, or is something else, reaches no page: %s', async (name) => {
    const rejections: unknown[] = []
    const onRejection = (reason: unknown) => rejections.push(reason)
    process.on('unhandledRejection', onRejection)
    const thrower = new Proxy(() => {}, {
      get: () => {
        throw new Error('theirs')
      },
      apply: () => {
        throw new Error('theirs')
      },
    })
    for (const value of [thrower, 5, 'text', null, {}]) {
      const names = ['Cookiebot', 'OneTrust', '__ucCmp', 'UC_UI', 'getCkyConsent', 'Didomi', 'didomiOnReady', '_hsp']
      const others = ['wp_has_consent', '__tcfapi', 'CookieConsent', 'klaro', 'google_tag_data', 'OnetrustActiveGroups']
      const page = await open(name, findPlatform(name), {
        url: `${SHOP}?irw_id=a`,
        before: () => make(Object.fromEntries([...names, ...others].map((global) => [global, value]))),
      })
      tell(window, 'CookiebotOnConsentReady', 'OneTrustGroupsUpdated', 'UC_UI_INITIALIZED', 'cc:onModalReady')
      tell(document, 'cookieyes_banner_load', 'cmplz_fire_categories', 'load')
      await settle()
      expect(page.getClickId()).toBeNull()
    }
    process.off('unhandledRejection', onRejection)
    expect(rejections).toEqual([])
  })
})
