import { describe, expect, test } from 'vitest'
import { define } from '../../../support/unit/browser'
import { affiliate } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { elapse } from '../../../support/unit/time'
import { codes, find, land, landing, TAG, track, visit } from './debug'

describe('of the visitor’s decision it tells', () => {
  const ASKING = { ...TAG, 'data-consent': 'required' }

  test('that it is pending, and what waits', async () => {
    await land(ASKING)
    void track({ email: EMAIL })
    expect(find('consent-pending')).toMatchObject({
      level: 'warn',
      remedy: expect.stringContaining('introw.affiliate.consent(true)'),
    })
    expect(codes()).toEqual(expect.arrayContaining(['click-waits', 'track-waits']))
    expect(affiliate().debug?.()).toMatchObject({ consent: 'undecided', clickId: null })
  })

  test('a yes, and on the next page the earlier yes', async () => {
    await land(ASKING)
    affiliate().consent(true)
    expect(codes()).toEqual(expect.arrayContaining(['consent-granted', 'click-found', 'cookie-written']))
    await visit(SHOP, { tag: ASKING })
    await elapse(3_000)
    expect(codes()).toContain('consent-earlier')
  })

  test('that the page’s own yes says nothing where a platform is named', async () => {
    await visit(await landing(), { edition: 'full', tag: { ...TAG, 'data-consent': 'cookiebot' } })
    affiliate().consent(true)
    expect(codes()).toContain('consent-overruled')
    expect(codes()).not.toContain('consent-granted')
  })

  test('a no, and what it does to track()', async () => {
    await land(ASKING)
    affiliate().consent(false)
    await track()
    expect(codes()).toEqual(expect.arrayContaining(['consent-denied', 'track-no-consent']))
    expect(affiliate().debug?.().consent).toBe('denied')
  })

  test('that a prerendered page waits', async () => {
    define(document, 'prerendering', { get: () => true })
    await land()
    Reflect.deleteProperty(document, 'prerendering')
    expect(codes()).toContain('prerendering')
    expect(codes()).not.toContain('consent-pending')
  })

  test('which platform it is that has not answered, and its yes', async () => {
    await land({ ...TAG, 'data-consent': 'Cookiebot' })
    expect(find('platform-pending')?.text).toContain('cookiebot decides alone')
    expect(codes()).not.toContain('consent-pending')
    expect(affiliate().debug?.().settings.consent).toEqual({ value: 'cookiebot', from: 'script tag' })
  })

  test('that a function of init() decides', async () => {
    await visit(SHOP, { options: { consent: ({ claimDecision }) => claimDecision() } })
    await elapse(3_000)
    expect(find('platform-pending')?.text).toContain('the function that init() was given')
    expect(codes()).not.toContain('bad-setting')
  })

  test('a yes that is none', async () => {
    await land(ASKING)
    affiliate().consent('true' as unknown as boolean)
    expect(find('consent-odd')?.text).toContain("consent('true') counts as a no")
  })
})
