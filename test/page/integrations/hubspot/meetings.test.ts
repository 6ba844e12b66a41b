// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { EMAIL } from '../../../support/unit/shop'
import { elapse } from '../../../support/unit/time'
import { useHubSpot, withTag } from './hubspot'
import { opener, page, post, putFrame } from './messages'

const { calls, land, conversions } = useHubSpot()

describe('HubSpot Meetings', () => {
  const booked = {
    meetingBookSucceeded: true,
    meetingsPayload: {
      bookingResponse: { postResponse: { contact: { email: EMAIL, firstName: 'A' } }, event: { dateTime: 1 } },
    },
  }
  const on = withTag({ 'data-hubspot-meetings': 'on' })
  const MEETINGS = 'https://meetings.hubspot.com'

  test.each([
    MEETINGS,
    'https://meetings-na2.hubspot.com',
    'https://meetings-eu1.hubspot.com',
    'https://app.hubspot.com',
    'https://app-eu1.hubspot.com',
  ])('count from a frame of %s', async (origin) => {
    await land(on)
    post({ data: booked, origin, source: putFrame(`${origin}/meetings/ada`) })
    await elapse(3_000)
    expect(conversions()).toMatchObject([{ email: EMAIL }])
    expect(calls[0]?.init.body).not.toContain('firstName')
  })

  test.each([{}, { bookingResponse: { event: {} } }, null, undefined])(
    'count without an e-mail where the message, which HubSpot does not document, has none: %j',
    async (meetingsPayload) => {
      await land(on)
      post({
        data: { meetingBookSucceeded: true, meetingsPayload },
        origin: MEETINGS,
        source: putFrame(`${MEETINGS}/ada`),
      })
      await elapse(5_000)
      expect(conversions()).toEqual([{ email: null, properties: { hubspotFormId: 'meetings' } }])
    },
  )

  test.each([{}, { 'data-hubspot-meetings': 'off' }, { 'data-hubspot-meetings': 'perhaps' }])(
    'do not count by %j',
    async (attributes) => {
      await land(withTag(attributes))
      post({ data: booked, origin: MEETINGS, source: putFrame(`${MEETINGS}/ada`) })
      await elapse(5_000)
      expect(calls).toEqual([])
    },
  )

  test('count with hubspot off, and not by a list of forms', async () => {
    await land(withTag({ 'data-hubspot': 'off', 'data-hubspot-meetings': 'on' }))
    post({ data: booked, origin: MEETINGS, source: putFrame(`${MEETINGS}/ada`) })
    await elapse(3_000)
    expect(conversions()).toMatchObject([{ email: EMAIL }])
  })

  test.each([
    ['the page itself', () => location.origin, page],
    ['another frame of HubSpot’s', () => 'https://forms.hubspot.com', () => putFrame(`${MEETINGS}/ada`)],
    ['another host', () => 'https://meetings.hubspot.com.evil.test', () => putFrame(`${MEETINGS}/ada`)],
    ['http', () => 'http://meetings.hubspot.com', () => putFrame(`${MEETINGS}/ada`)],
    ['a pop-up', () => MEETINGS, opener],
  ])('do not count from %s', async (_who, origin, source) => {
    await land(on)
    post({ data: booked, origin: origin(), source: source() })
    await elapse(5_000)
    expect(calls).toEqual([])
  })

  test.each([{ meetingBookFailed: true }, { meetingBookSucceeded: 'true' }, { meetingBookSucceeded: 1 }])(
    'do not count by %j',
    async (message) => {
      await land(on)
      post({
        data: { ...booked, meetingBookSucceeded: undefined, ...message },
        origin: MEETINGS,
        source: putFrame(`${MEETINGS}/ada`),
      })
      await elapse(5_000)
      expect(calls).toEqual([])
    },
  )
})
