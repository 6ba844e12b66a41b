// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { EMAIL } from '../../../support/unit/shop'
import { elapse } from '../../../support/unit/time'
import { useHubSpot, withTag } from './hubspot'
import { FORM, OTHER_FORM, post, putFrame, submitted } from './messages'

const { calls, land, conversions } = useHubSpot()

const cta = (more: object = {}, data: object = {}) => ({
  type: 'hsCallsToActionCallback',
  eventName: 'onCallToActionFormSubmitted',
  data: { formId: FORM, conversionId: 'hs-1', submissionValues: { email: EMAIL, firstname: 'A' }, ...data },
  ...more,
})

describe('a pop-up form of a call to action', () => {
  test('is a conversion once HubSpot has accepted it', async () => {
    await land()
    post({ data: cta() })
    await elapse(3_000)
    expect(conversions()).toEqual([{ email: EMAIL, properties: { hubspotFormId: FORM, hubspotSubmissionId: 'hs-1' } }])
  })

  test('is one with the message of a classic form for the same submission', async () => {
    await land()
    post({ data: submitted() })
    post({ data: cta() })
    await elapse(3_000)
    expect(calls).toHaveLength(1)
  })

  test.each([
    ['of another name', cta({ eventName: 'onCallToActionViewed' })],
    ['that is merely ready', cta({ eventName: 'onCallToActionReady' })],
    ['of another type', cta({ type: 'hsCallsToAction' })],
    ['without a form', cta({}, { formId: undefined })],
    ['of no form id', cta({}, { formId: 'newsletter' })],
    ['without data', cta({ data: undefined })],
    ['with an id in a list', cta({}, { formId: [FORM] })],
    ['with a list of ids', cta({}, { formId: [FORM, OTHER_FORM] })],
  ])('is none by a message %s', async (_, data) => {
    await land()
    post({ data })
    await elapse(5_000)
    expect(calls).toEqual([])
  })

  test('is none from a frame of somebody else', async () => {
    await land()
    post({ data: cta(), origin: 'https://forms.hubspot.com', source: putFrame('https://ads.test/ad') })
    await elapse(5_000)
    expect(calls).toEqual([])
  })

  test('counts as other forms do: by its id, where ids are named', async () => {
    await land(withTag({ 'data-hubspot': OTHER_FORM }))
    post({ data: cta() })
    await elapse(5_000)
    expect(calls).toEqual([])
  })
})
