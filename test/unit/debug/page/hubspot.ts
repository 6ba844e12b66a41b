import { describe, expect, test } from 'vitest'
import { affiliate } from '../../../support/unit/page'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { elapse, settle } from '../../../support/unit/time'
import { codes, find, FORM, land, NEWSLETTER, submitForm, TAG, track, visit } from './debug'

describe('of HubSpot it tells', () => {
  test('which form counts', async () => {
    await land()
    submitForm(FORM)
    expect(find('form-held')?.text).toContain(`the HubSpot form ${FORM}: it counts`)
    expect(affiliate().debug?.().outbox).toMatchObject([{ heldFor: `hubspot:${FORM}` }])
    await elapse(2_000)
    expect(find('recorded')?.text).toContain(`of ${EMAIL} by the HubSpot form ${FORM}`)
  })

  test('which does not, and by which setting', async () => {
    await land({ ...TAG, 'data-hubspot': NEWSLETTER })
    submitForm(FORM)
    expect(find('form-uncounted')?.text).toContain(`(hubspot="${NEWSLETTER}")`)
  })

  test('that there is no click for it', async () => {
    await visit(SHOP)
    submitForm(FORM)
    expect(codes()).toContain('form-no-click')
  })

  test('who was not believed, and why', async () => {
    await land()
    submitForm(FORM, EMAIL, 'https://evil.test')
    expect(find('form-unbelieved')).toMatchObject({
      level: 'warn',
      text: expect.stringContaining('from https://evil.test'),
    })
  })

  test('that track() came in time, and competes with nothing', async () => {
    await land()
    submitForm(FORM)
    void track({ email: EMAIL, properties: { plan: 'pro' } })
    await elapse(3_000)
    expect(codes()).toContain('form-replaced')
    expect(codes().filter((code) => code.startsWith('rivals'))).toEqual([])
  })

  test('that track() came too late', async () => {
    await land()
    submitForm(FORM)
    await elapse(2_000)
    void track({ email: EMAIL, properties: { plan: 'pro' } })
    expect(find('rivals-form-first')).toMatchObject({
      level: 'warn',
      text: expect.stringContaining('The first accepted conversion of a click is final'),
      remedy: expect.stringContaining('data-hubspot="off"'),
    })
  })

  test('that a form comes after track()', async () => {
    await land()
    await track({ email: EMAIL })
    submitForm(FORM)
    expect(codes()).toContain('rivals-track-first')
  })

  test('that two forms compete', async () => {
    await land()
    submitForm(NEWSLETTER)
    await elapse(2_000)
    submitForm(FORM)
    expect(find('rivals-forms')).toMatchObject({
      level: 'warn',
      text: expect.stringMatching(new RegExp(`${NEWSLETTER}.*${FORM}`)),
      remedy: expect.stringContaining('data-hubspot="<form id>"'),
    })
    await settle()
  })
})
