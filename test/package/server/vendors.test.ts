// @vitest-environment node
import { createHmac } from 'node:crypto'
import { createSandbox } from '@introw/affiliate/sandbox'
import { createConversions } from '@introw/affiliate/server'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { receive, type Vendor } from '../../../examples/server/vendors/webhooks.mjs'

const SECRET = 'whsec_demo'
const EMAIL = 'ada@acme.example'
const INVITEE = 'https://api.calendly.com/scheduled_events/e1/invitees/i1'
const EVENT = 'https://api.calendly.com/scheduled_events/e1'

const sandbox = createSandbox()
const conversions = createConversions({
  apiKey: 'sk_introw_demo',
  fetch: (url, init) => sandbox.fetch(new Request(url, init)),
  retries: 0,
})
let clickId = ''

beforeEach(async () => {
  sandbox.reset()
  const link = await sandbox.fetch(new Request('https://api.introw.io/r/demo'))
  clickId = new URL(link.headers.get('location') ?? '').searchParams.get('irw_id') ?? ''
})

const sign = (text: string, secret = SECRET) => createHmac('sha256', secret).update(text)
const nowS = () => Math.floor(Date.now() / 1000)
const timed = (body: string, secret?: string, time = nowS()) =>
  `t=${time},v1=${sign(`${time}.${body}`, secret).digest('hex')}`

interface Told {
  readonly header: string
  readonly sign: (body: string, secret?: string) => string
  readonly event: () => object
  readonly properties: object
}

const session = (more: object = {}) => ({
  type: 'checkout.session.completed',
  data: {
    object: {
      ...{ id: 'cs_1', client_reference_id: clickId, payment_status: 'paid', amount_total: 4900, currency: 'eur' },
      ...{ customer_details: { email: EMAIL } },
      ...more,
    },
  },
})
const invitee = (more: object = {}) => ({
  event: 'invitee.created',
  payload: {
    ...{ uri: INVITEE, email: EMAIL, tracking: { utm_term: clickId, utm_source: null }, old_invitee: null },
    ...{ scheduled_event: { uri: EVENT } },
    ...more,
  },
})
const booking = (more: object = {}) => ({
  triggerEvent: 'BOOKING_CREATED',
  payload: {
    ...{ uid: 'b1', metadata: { introw_click_id: clickId }, organizer: { email: 'host@acme.example' } },
    ...{ attendees: [{ email: EMAIL }] },
  },
  ...more,
})
const response = (more: object = {}) => ({
  event_type: 'form_response',
  form_response: {
    ...{ form_id: 'F1', token: 'r1', hidden: { introw_click_id: clickId } },
    ...{
      answers: [
        { type: 'text', text: 'Ada' },
        { type: 'email', email: EMAIL },
      ],
    },
    ...more,
  },
})

const VENDORS: Readonly<Record<Vendor, Told>> = {
  stripe: {
    header: 'Stripe-Signature',
    sign: timed,
    event: session,
    properties: { stripeSession: 'cs_1', amount: 4900, currency: 'eur' },
  },
  calendly: {
    header: 'Calendly-Webhook-Signature',
    sign: timed,
    event: invitee,
    properties: { calendlyEvent: EVENT, calendlyInvitee: INVITEE },
  },
  'cal-com': {
    header: 'X-Cal-Signature-256',
    sign: (body, secret) => sign(body, secret).digest('hex'),
    event: booking,
    properties: { calComBooking: 'b1' },
  },
  typeform: {
    header: 'Typeform-Signature',
    sign: (body, secret) => `sha256=${sign(body, secret).digest('base64')}`,
    event: response,
    properties: { typeformForm: 'F1', typeformResponse: 'r1' },
  },
}

/** The vendor delivers an event. */
async function deliver(vendor: Vendor, event: object, signature?: string | null): Promise<string> {
  const body = JSON.stringify(event)
  const header = signature === undefined ? VENDORS[vendor].sign(body) : signature
  const headers = header === null ? {} : { [VENDORS[vendor].header]: header }
  const request = new Request('https://www.shop.test/webhooks', { method: 'POST', headers, body })
  const answer = await receive(vendor, request, { conversions, secret: SECRET })
  return `${answer.status} ${await answer.text()}`.trim()
}

describe.each(Object.entries(VENDORS) as [Vendor, Told][])(
  'a webhook of %s',
  (vendor, { event, properties, ...told }) => {
    test('is recorded with the e-mail, once, and what the browser reports after it is a duplicate', async () => {
      expect(await deliver(vendor, event())).toBe('200 {"status":"recorded"}')
      expect(await deliver(vendor, event())).toBe('200 {"status":"duplicate"}')
      expect(await conversions.record({ clickId })).toMatchObject({ status: 'duplicate' })
      expect(sandbox.store.conversions).toMatchObject([{ clickId, email: EMAIL, properties }])
    })

    test('is a duplicate where the browser was first', async () => {
      await conversions.record({ clickId })
      expect(await deliver(vendor, event())).toBe('200 {"status":"duplicate"}')
    })

    test('is refused where it is not signed, by another secret, or another body', async () => {
      const body = JSON.stringify(event())
      for (const signature of [null, '', 't=,v1=', 'sha256=', told.sign(body, 'whsec_other'), told.sign(`${body} `)])
        expect(await deliver(vendor, event(), signature)).toBe('400')
      expect(sandbox.store.requests).toEqual([])
    })

    test('is sent again by its vendor where Introw could not be told', async () => {
      vi.spyOn(console, 'error').mockImplementationOnce(() => {})
      sandbox.faults.add({ on: 'post', times: 1, kind: 'status', status: 503 })
      expect(await deliver(vendor, event())).toBe('500')
      expect(await deliver(vendor, event())).toBe('200 {"status":"recorded"}')
    })
  },
)

test.each(['stripe', 'calendly'] as const)('what %s has signed long ago is refused', async (vendor) => {
  const event = VENDORS[vendor].event()
  expect(await deliver(vendor, event, timed(JSON.stringify(event), SECRET, nowS() - 301))).toBe('400')
})

test('Stripe signs by several secrets while one is replaced', async () => {
  const event = session()
  const both = `${timed(JSON.stringify(event), 'whsec_old')},v1=${timed(JSON.stringify(event)).split('v1=')[1]}`
  expect(await deliver('stripe', event, both)).toBe('200 {"status":"recorded"}')
})

test.each<[what: string, Vendor, () => object]>([
  ['no partner has sent', 'stripe', () => session({ client_reference_id: null })],
  ['is not paid yet', 'stripe', () => session({ payment_status: 'unpaid' })],
  ['is another event of Stripe’s', 'stripe', () => ({ ...session(), type: 'checkout.session.expired' })],
  ['is another event of Calendly’s', 'calendly', () => ({ ...invitee(), event: 'invitee.canceled' })],
  ['is a booking that was moved', 'calendly', () => invitee({ old_invitee: INVITEE })],
  ['has no tracking', 'calendly', () => invitee({ tracking: null })],
  ['is another event of Cal.com’s', 'cal-com', () => booking({ triggerEvent: 'BOOKING_RESCHEDULED' })],
  ['is another event of Typeform’s', 'typeform', () => ({ ...response(), event_type: 'form_response_partial' })],
  ['has no hidden fields', 'typeform', () => response({ hidden: undefined })],
])('what %s does not count', async (_, vendor, event) => {
  expect(await deliver(vendor, event())).toBe('204')
  expect(sandbox.store.requests).toEqual([])
})
