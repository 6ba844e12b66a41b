import type { Told } from './vendor'

const INVITEE = 'https://api.calendly.com/scheduled_events/E1/invitees/I1'

export interface Vendor {
  readonly setting: string
  readonly option: 'calendly' | 'calCom' | 'chiliPiper' | 'typeform' | 'defaultCom'
  readonly success: Told
  /** What the API gets. */
  readonly email: string | null
  readonly properties: object
  /** Lists that name it, and lists that do not. */
  readonly counts: readonly string[]
  readonly countsNot: readonly string[]
  /** Messages of the very frame that are no success. */
  readonly noSuccess: Readonly<Record<string, unknown>>
  /** Look-alikes of its host. */
  readonly lookalikes: readonly string[]
}

const calendly = (more: object = {}) => ({
  event: 'calendly.event_scheduled',
  payload: { event: { uri: 'https://api.calendly.com/scheduled_events/E1' }, invitee: { uri: INVITEE } },
  ...more,
})

const cal = (data: object = {}, type = 'bookingSuccessfulV2') => ({
  type,
  namespace: 'demo',
  fullType: `CAL:demo:${type}`,
  data: { uid: 'uid1', title: 'Demo between Ada and Grace', status: 'ACCEPTED', paymentRequired: false, ...data },
})

const chili = (action: string, args: object = { eventId: 'ev1' }) => ({ action, args })

const typeform = (more: object = {}) => ({ type: 'form-submit', embedId: '1', formId: 'F1', responseId: 'r1', ...more })

const completed = (payload: object = {}) => ({
  event: 'default.form_completed',
  payload: { formId: '42', formName: 'Demo', email: 'lead@acme.example', ...payload },
})

export const VENDORS: Readonly<Record<string, Vendor>> = {
  Calendly: {
    setting: 'calendly',
    option: 'calendly',
    success: {
      src: 'https://calendly.com/acme/demo?embed_domain=1',
      origin: 'https://calendly.com',
      data: calendly(),
    },
    email: null,
    properties: { calendlyInvitee: INVITEE, calendlyEvent: 'https://api.calendly.com/scheduled_events/E1' },
    counts: ['on', 'acme', 'ACME/demo', 'other, acme/demo'],
    countsNot: ['off', 'other', 'acme/other', 'demo'],
    noSuccess: {
      'a page that was viewed': calendly({ event: 'calendly.event_type_viewed' }),
      'a booking without an invitee': calendly({ payload: { event: { uri: 'https://api.calendly.com/e' } } }),
      'URIs of somebody else': calendly({
        payload: { event: { uri: 'https://x.test' }, invitee: { uri: 'https://x.test' } },
      }),
    },
    lookalikes: [
      'https://calendly.com.evil.test',
      'https://evilcalendly.com',
      'http://calendly.com',
      'https://a.calendly.com',
    ],
  },
  'Cal.com': {
    setting: 'cal-com',
    option: 'calCom',
    success: { src: 'https://app.cal.com/acme/demo/embed?embed=demo', origin: 'https://app.cal.com', data: cal() },
    email: null,
    properties: { calComBooking: 'uid1' },
    counts: ['on', 'acme', 'acme/demo', 'app.cal.com'],
    countsNot: ['off', 'other', 'acme/other'],
    noSuccess: {
      'a booking that waits for its payment': cal({ paymentRequired: true }),
      'a dry run': cal({}, 'dryRunBookingSuccessfulV2'),
      'a booking that was moved': cal({}, 'rescheduleBookingSuccessfulV2'),
      'one that was cancelled': cal({ status: 'CANCELLED' }),
      'the deprecated event, which tells the host’s e-mail': cal(
        { organizer: { email: 'host@acme.example' } },
        'bookingSuccessful',
      ),
      'one without its uid': cal({ uid: undefined }),
      'one of no embed': { ...cal(), fullType: 'bookingSuccessfulV2' },
    },
    lookalikes: ['https://app.cal.com.evil.test', 'https://evilcal.com', 'http://app.cal.com'],
  },
  'Chili Piper': {
    setting: 'chilipiper',
    option: 'chiliPiper',
    success: {
      src: 'https://acme.na.chilipiper.com/book/demo',
      origin: 'https://acme.na.chilipiper.com',
      data: chili('booking-confirmed'),
    },
    email: null,
    properties: { chiliPiperEvent: 'ev1' },
    counts: ['on', 'acme'],
    countsNot: ['off', 'other', 'na'],
    noSuccess: {
      'booked, which is before its workflow': chili('booked'),
      'a booking that was moved': chili('rescheduled'),
      'one that was closed': chili('close'),
      'one without its event': chili('booking-confirmed', {}),
    },
    lookalikes: [
      'https://acme.chilipiper.com.evil.test',
      'https://acme.evilchilipiper.com',
      'http://acme.na.chilipiper.com',
    ],
  },
  Typeform: {
    setting: 'typeform',
    option: 'typeform',
    success: {
      src: 'https://form.typeform.com/to/F1?typeform-embed=1',
      origin: 'https://form.typeform.com',
      data: typeform(),
    },
    email: null,
    properties: { typeformForm: 'F1', typeformResponse: 'r1' },
    counts: ['on', 'F1', 'f1 f2'],
    countsNot: ['off', 'f2'],
    noSuccess: {
      'its sandbox, where nothing is stored': typeform({ responseId: '__sandbox' }),
      'a form that was begun': typeform({ type: 'form-started' }),
      'one without its response': typeform({ responseId: '' }),
    },
    lookalikes: [
      'https://form.typeform.com.evil.test',
      'https://eviltypeform.com',
      'http://form.typeform.com',
      'https://typeform.com',
    ],
  },
  'Default.com': {
    setting: 'default-com',
    option: 'defaultCom',
    success: { src: 'https://forms.default.com/42', origin: 'https://forms.default.com', data: completed() },
    email: 'lead@acme.example',
    properties: { defaultForm: '42' },
    counts: ['on', '42'],
    countsNot: ['off', '43', 'meetings'],
    noSuccess: {
      'a page of the form': { ...completed(), event: 'default.form_page_submitted' },
      'its meeting, since the form counts': {
        event: 'default.meeting_booked',
        payload: { id: 'm1', leadEmail: 'lead@acme.example' },
      },
    },
    lookalikes: ['https://forms.default.com.evil.test', 'https://default.com', 'http://forms.default.com'],
  },
}
