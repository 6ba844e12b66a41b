import { describe, expect, test } from 'vitest'
import type { Options } from '../../../../src/options'
import { KEY } from '../../../support/unit/backend'
import { affiliate } from '../../../support/unit/page'
import { codes, find, land, landing, messages, TAG, visit } from './debug'

describe('of the full edition it tells', () => {
  test.each([
    ['an attribute', { ...TAG, 'data-calendly': 'acme' }, 'data-calendly'],
    ['a parameter', { src: `https://app.introw.io/affiliate.js?publishable-key=${KEY}&cal-com=on` }, 'cal-com'],
    ['a platform', { ...TAG, 'data-consent': 'Cookiebot' }, 'data-consent="Cookiebot"'],
    ['a platform of the URL', { src: `https://app.introw.io/affiliate.js?consent=tcf` }, 'consent=tcf'],
    ['a category', { ...TAG, 'data-consent-category': 'statistics' }, 'data-consent-category'],
  ])('which script has the setting: %s', async (_, tag, given) => {
    await land(tag)
    expect(find('full-edition')).toMatchObject({
      level: 'info',
      text: expect.stringContaining(given),
      remedy: expect.stringContaining('affiliate.full.js'),
    })
    expect(codes()).not.toContain('unknown-setting')
  })

  test('how npm is told the same', async () => {
    await visit(await landing(), { options: { publishableKey: KEY, calCom: 'on', integrations: [] } as Options })
    expect(find('full-option')).toMatchObject({
      level: 'warn',
      remedy: expect.stringContaining('integrations: [calCom()]'),
    })
    expect(messages().filter(({ code }) => code === 'unknown-setting')).toEqual([])
  })

  test.each([
    ['https://calendly.com/acme/demo?hide_gdpr_banner=1', 1],
    ['https://calendly.com/acme/demo?embed_domain=www.shop.test&embed_type=Inline', 0],
    ['https://example.com/calendly.com/', 0],
  ])('which frame of Calendly’s is silent: %s', async (src, times) => {
    document.body.innerHTML = `<iframe src="${src}"></iframe>`
    await land()
    document.body.replaceChildren()
    expect(messages().filter(({ code }) => code === 'frame-silent')).toHaveLength(times)
    if (times > 0) expect(find('frame-silent')?.remedy).toContain('embed_domain=www.shop.test')
  })

  test.each([{ consent: 'cookiebot' }, { consentCategory: 'statistics' }])(
    'that npm takes a platform’s function: %j',
    async (options) => {
      await visit(await landing(), { options: { publishableKey: KEY, ...options } as unknown as Options })
      expect(find('platform-option')).toMatchObject({
        level: 'warn',
        remedy: expect.stringContaining("init({ consent: cookiebot('statistics') })"),
      })
      expect(codes()).not.toContain('unknown-setting')
    },
  )

  test('that HubSpot’s forms are off where something else is named', async () => {
    await land({ ...TAG, 'data-typeform': 'F1' })
    expect(affiliate().debug?.().settings.hubspot).toEqual({ value: 'off', from: 'default' })
  })
})
