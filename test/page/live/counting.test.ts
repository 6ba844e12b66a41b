// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { SHOP, useShop } from '../../support/unit/shop'
import { clear, FORM, hubspotForm, NEWSLETTER, open, paste, usePage } from './live'

const { landing } = useShop()
usePage()

describe('its verdict says of what the page has', () => {
  test('which of two forms would count', async () => {
    await open({
      url: await landing(),
      tag: { 'data-hubspot': FORM },
      body: hubspotForm() + hubspotForm(NEWSLETTER),
    })
    const { verdict, lines } = await paste()
    expect(verdict).toContain(`the HubSpot form ${FORM} would count; the HubSpot form ${NEWSLETTER} would not count.`)
    expect(lines.join('\n')).toContain('→ To have it count, write its id into data-hubspot.')
  })

  test('what a scheduler does under the edition that is there', async () => {
    const body = '<div class="calendly-inline-widget"></div>'
    const tag = { 'data-calendly': 'on' }
    await open({ url: await landing(), edition: 'full', tag, body })
    expect((await paste()).verdict).toContain('On this page Calendly would count.')
    clear()
    await open({ url: await landing(), tag, body })
    const { verdict, codes } = await paste()
    expect(verdict).toContain('On this page Calendly would not count.')
    expect(codes).toContain('core-edition')
  })

  test.each([
    [{ 'data-calendly': 'acme' }, 'Calendly counts if it is named'],
    [{ 'data-calendly': 'email' }, 'Calendly would not count'],
    [{ 'data-calendly': 'off' }, 'Calendly would not count'],
  ])('what a list, a loan or a no means: %j', async (tag, expected) => {
    const body = '<div class="calendly-inline-widget"></div>'
    await open({ url: await landing(), edition: 'full', tag, body })
    expect((await paste()).verdict).toContain(expected)
  })

  test('what counts where the full edition has a name of your own', async () => {
    const tag = { src: '/lib/kit.js', 'data-calendly': 'on' }
    const body = `<div class="calendly-inline-widget"></div>${hubspotForm()}`
    await open({ url: await landing(), edition: 'full', tag, body })
    const { verdict } = await paste()
    expect(verdict).toContain('Calendly would count')
    expect(verdict).toMatch(/the HubSpot form \S+ would not count/)
  })

  test.each(['cookiebot', 'requierd'])('that a kept click may wait for a yes: consent="%s"', async (consent) => {
    await open({ url: await landing(), body: hubspotForm() })
    clear()
    await open({ url: SHOP, tag: { 'data-consent': consent }, body: hubspotForm() })
    const { verdict, diagnosis } = await paste()
    expect(verdict).toContain('Whether the visitor has said yes on this page is not seen from here')
    expect(verdict).toContain('would count after the yes')
    expect(diagnosis?.consent).toBe('undecided')
  })

  test('what a marked form does', async () => {
    await open({
      url: await landing(),
      edition: 'full',
      tag: { 'data-marked-forms': 'on' },
      body: '<form id="sign-up" data-introw-conversion="/thanks"></form>',
    })
    expect((await paste()).verdict).toContain('the marked form sign-up would count')
  })
})
