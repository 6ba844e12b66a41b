// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { EMAIL } from '../../../support/unit/shop'
import { elapse, settle } from '../../../support/unit/time'
import { FORM, installV4, post, submitted, succeedV4 } from '../hubspot/messages'
import { VENDORS } from './told'
import { tell, useVendors, type Told } from './vendor'

const { calls, landFull, conversions } = useVendors()

const QUARTER_MS = 900_000
const booking = VENDORS.Calendly?.success as Told

describe('form and calendar on one page:', () => {
  test('name the calendar, and HubSpot’s form counts nothing', async () => {
    await landFull({ 'data-calendly': 'on' })
    post({ data: submitted() })
    await elapse(10_000)
    expect(calls).toEqual([])
    tell(booking)
    await elapse(10_000)
    expect(conversions()).toMatchObject([{ email: null }])
  })

  test('name both, and the form, which comes first, is the conversion', async () => {
    await landFull({ 'data-calendly': 'on', 'data-hubspot': FORM })
    post({ data: submitted() })
    await elapse(10_000)
    tell(booking)
    await elapse(10_000)
    expect(conversions()).toMatchObject([{ email: EMAIL, properties: { hubspotFormId: FORM } }])
  })

  test('let HubSpot lend its e-mail, and the booking has it, and says from where', async () => {
    await landFull({ 'data-calendly': 'on', 'data-hubspot': 'email' })
    post({ data: submitted() })
    await elapse(QUARTER_MS - 1)
    tell(booking)
    await elapse(10_000)
    expect(calls).toHaveLength(1)
    expect(conversions()).toMatchObject([{ email: EMAIL, properties: { emailFrom: 'hubspot' } }])
  })

  test('so where the form tells its e-mail by a promise', async () => {
    await landFull({ 'data-calendly': 'on', 'data-hubspot': 'email' })
    installV4(() => Promise.resolve([{ name: 'email', value: EMAIL }]))
    succeedV4()
    await settle()
    tell(booking)
    await elapse(10_000)
    expect(conversions()).toMatchObject([{ email: EMAIL, properties: { emailFrom: 'hubspot' } }])
  })

  test('a booking that does not count takes it from none that does', async () => {
    await landFull({ 'data-calendly': 'acme', 'data-chilipiper': 'other', 'data-hubspot': 'email' })
    post({ data: submitted() })
    tell(VENDORS['Chili Piper']?.success as Told)
    tell(booking)
    await elapse(10_000)
    expect(conversions()).toMatchObject([{ email: EMAIL, properties: { emailFrom: 'hubspot' } }])
  })

  test('it is lent once', async () => {
    await landFull({ 'data-calendly': 'on', 'data-chilipiper': 'on', 'data-hubspot': 'email' })
    post({ data: submitted() })
    tell(booking)
    await elapse(10_000)
    tell(VENDORS['Chili Piper']?.success as Told)
    await elapse(10_000)
    expect(calls[1]?.body.email).toBeUndefined()
  })

  test('and not after a quarter of an hour', async () => {
    await landFull({ 'data-calendly': 'on', 'data-hubspot': 'email' })
    post({ data: submitted() })
    await elapse(QUARTER_MS + 1)
    tell(booking)
    await elapse(10_000)
    expect(conversions()).toMatchObject([{ email: null }])
  })

  test('nor after a no: it is gone', async () => {
    const affiliate = await landFull({ 'data-calendly': 'on', 'data-hubspot': 'email' })
    post({ data: submitted() })
    affiliate.consent(false)
    affiliate.consent(true)
    tell(booking)
    await elapse(10_000)
    expect(conversions()).toMatchObject([{ email: null }])
  })

  test('a booking that tells an e-mail keeps its own', async () => {
    await landFull({ 'data-default-com': 'meetings', 'data-hubspot': 'email' })
    post({ data: submitted({ email: 'form@acme.example' }) })
    const data = {
      event: 'default.meeting_booked',
      payload: { id: 'm1', leadEmail: EMAIL, memberEmail: 'host@acme.example' },
    }
    tell({ src: 'https://forms.default.com/42', origin: 'https://forms.default.com', data })
    await elapse(10_000)
    expect(conversions()).toEqual([{ email: EMAIL, properties: { defaultMeeting: 'm1' } }])
  })
})
