import { describe, expect, it } from 'vitest'
import type { Page } from '../support/example.ts'
import { openForm, submitForm } from '../support/form.ts'
import { poll } from '../support/poll.ts'
import { type Visit, visitExample } from '../support/visit.ts'

interface Place {
  readonly page: string
  /** The address that the embed gives to its frame, without the query. None where it runs in the page. */
  readonly frame?: string
}

interface Vendor extends Place {
  readonly email: string | null
  readonly properties: object
}

const ADA = 'ada@acme.example'
/** A request that the page's end breaks off, as a busy Chromium does, is made again when its lease is over. */
const RECORDED_MS = 20_000 + 15_000
const EVIL = 'https://evil.example'
const ID = expect.stringMatching(/^id\d+$/)
const URI = expect.stringMatching(/^https:\/\/api\.calendly\.com\/scheduled_events\/id\d+/)
const BOOKED = { calendlyEvent: URI, calendlyInvitee: URI }

const MEETINGS: Readonly<Record<string, Vendor>> = {
  'Calendly, put there by react-calendly': {
    page: '/calendly.html',
    frame: 'https://calendly.com/acme/demo',
    email: null,
    properties: BOOKED,
  },
  'Cal.com, put there by its own embed': {
    page: '/cal-com.html',
    frame: 'https://app.cal.com/acme/demo/embed',
    email: null,
    properties: { calComBooking: ID },
  },
  'Chili Piper': {
    page: '/chili-piper.html',
    frame: 'https://acme.na.chilipiper.com/book/demo',
    email: null,
    properties: { chiliPiperEvent: ID },
  },
}

const FORMS: Readonly<Record<string, Vendor>> = {
  'Typeform, put there by its own embed': {
    page: '/typeform.html',
    frame: 'https://form.typeform.com/to/F1',
    email: null,
    properties: { typeformForm: 'F1', typeformResponse: ID },
  },
  'Default.com': {
    page: '/default-com.html',
    frame: 'https://forms.default.com/42',
    email: ADA,
    properties: { defaultForm: '42' },
  },
  Marketo: { page: '/marketo.html', email: ADA, properties: { marketoForm: '1001' } },
  'Contact Form 7': { page: '/contact-form-7.html', email: ADA, properties: { contactForm7Form: '7' } },
}

describe('a meeting', () => {
  const visit = visitExample('meetings', { https: true, hasEveryHost: true })

  describe.each(Object.entries(MEETINGS))('of %s', (_, vendor) => testVendor(visit, vendor))

  it('of Calendly’s has the e-mail of HubSpot’s form before it, which counts nothing', async () => {
    makeSubmittable(visit, '/acme/demo')
    await openForm(visit, '/form-first.html')
    await submitForm(visit.tab, ADA)
    await submitIn(visit, 'iframe')
    expect(await recorded(visit)).toEqual({ email: ADA, properties: { ...BOOKED, emailFrom: 'hubspot' } })
  })
})

describe('a form', () => {
  const visit = visitExample('forms', { https: true, hasEveryHost: true })

  describe.each(Object.entries(FORMS))('of %s', (_, vendor) => testVendor(visit, vendor))

  it('of HubSpot’s counts behind a React wrapper, with a redirect in the same moment', async () => {
    await openForm(visit, '/hubspot-react.html')
    await submitForm(visit.tab, ADA)
    await visit.tab.waitFor(() => location.pathname === '/thanks.html')
    expect(await recorded(visit)).toMatchObject({ email: ADA, properties: { hubspotFormId: expect.any(String) } })
  })
})

describe('by hand, where no name is mapped', () => {
  const visit = visitExample('forms')

  it('a form in the page counts', async () => {
    await open(visit, { page: '/marketo.html' })
    await submitIn(visit, 'iframe')
    expect(await recorded(visit)).toEqual({ email: ADA, properties: { marketoForm: '1001' } })
  })

  it('a frame counts nothing, since it is the page’s own', async () => {
    await open(visit, { page: '/typeform.html', frame: visit.example.url('/to/F1') })
    await submitIn(visit, 'iframe')
    await expectNothing(visit)
  })
})

function testVendor(visit: Visit, vendor: Vendor): void {
  it('counts once, with a redirect in the same moment', async () => {
    await open(visit, vendor)
    await submitIn(visit, 'iframe')
    expect(await recorded(visit)).toEqual({ email: vendor.email, properties: vendor.properties })
  })

  it('counts nothing from a frame of somebody else’s', async () => {
    await open(visit, vendor)
    await addStranger(visit, vendor)
    await submitIn(visit, '#stranger')
    await expectNothing(visit)
  })
}

/** Nothing is kept, and the click is free for what the visitor does next. */
async function expectNothing(visit: Visit): Promise<void> {
  const { tab } = visit
  await tab.waitFor(() => (window as unknown as Page).introw?.affiliate?.version)
  expect(await tab.evaluate(() => localStorage.getItem('_introw_aff'))).not.toContain('properties')
  await tab.evaluate(() => (window as unknown as Page).introw.affiliate.track({ email: 'late@acme.example' }))
  expect(await recorded(visit)).toEqual({ email: 'late@acme.example', properties: {} })
}

/** The click's one request. */
async function recorded(visit: Visit): Promise<object> {
  await poll('the request', async () => visit.requests().length > 0, RECORDED_MS)
  const { email, properties } = await visit.recorded()
  expect(visit.requests()).toHaveLength(1)
  return { email, properties }
}

/** Opens the page, where the vendor's embed puts its frame. */
async function open(visit: Visit, { page, frame }: Place): Promise<void> {
  makeSubmittable(visit, frame ? new URL(frame).pathname : page)
  await visit.open(page)
  await visit.tab.waitFor(() => (window as unknown as Page).introw?.affiliate?.version)
  if (!frame) return
  expect(await visit.tab.waitFor(() => document.querySelector('iframe')?.src.split('?')[0])).toBe(frame)
}

/** Puts the same into another frame, which is a stranger's. */
async function addStranger({ tab }: Visit, { page }: Place): Promise<void> {
  await tab.evaluate(
    (origin, page) => {
      const { pathname, search } = new URL(document.querySelector('iframe')?.src ?? page, location.href)
      const frame = Object.assign(document.createElement('iframe'), { id: 'stranger', src: origin + pathname + search })
      let loads = 0
      frame.dataset.loads = '0'
      frame.addEventListener('load', () => (frame.dataset.loads = String((loads += 1))))
      document.body.append(frame)
    },
    EVIL,
    page,
  )
}

/** Lets a document submit its form when it is told to, which no driver can do in a frame of another origin. */
function makeSubmittable({ example }: Visit, path: string): void {
  const script = `<script type="module">(${submitWhenTold.toString()})('${ADA}')</script>`
  example.variant(path, path, (html) => html.replace('</body>', `${script}</body>`))
}

/** In the document with the form. */
function submitWhenTold(email: string): void {
  let isDone = false
  addEventListener('message', ({ data }) => {
    const field = document.querySelector<HTMLInputElement>('[type=email]')
    if (data !== 'submit' || !field || isDone) return
    isDone = true
    field.value = email
    field.form?.requestSubmit()
  })
}

/**
 * Tells the frame, or the page where there is none, to submit: until it has gone on, for its form may not be there yet. Who speaks
 * by messages moves the page, also where it is a stranger: the vendors' own embeds believe it.
 */
async function submitIn({ tab }: Visit, frame: string): Promise<void> {
  await tab.waitFor((selector) => {
    const frame = document.querySelector<HTMLIFrameElement>(selector)
    const target = frame?.contentWindow ?? window
    // A stranger's is to have loaded, so that it is known by a second time that it has gone on.
    if (frame?.dataset.loads !== '0') target.postMessage('submit', '*')
    return location.pathname === '/thanks.html' || frame?.dataset.loads === '2'
  }, frame)
}
