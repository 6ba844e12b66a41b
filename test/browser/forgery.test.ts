import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Engine, launchEngine, type Tab, type Visitor } from '../support/engine.ts'
import { type Example, everyHost, type Page, startExample } from '../support/example.ts'

const DEMO = '11111111-aaaa-4aaa-8aaa-000000000001'
const MALLORY = 'mallory@evil.example'
const ADA = 'ada@acme.example'
const SUCCESS = {
  type: 'hsFormCallback',
  eventName: 'onFormSubmitted',
  id: DEMO,
  data: { formGuid: DEMO, conversionId: DEMO, redirectUrl: '', submissionValues: { email: MALLORY } },
}
const BOOKING = {
  meetingBookSucceeded: true,
  meetingsPayload: { bookingResponse: { postResponse: { contact: { email: MALLORY } } } },
}

let engine: Engine
let example: Example
let visitor: Visitor
let tab: Tab
let clickId: string

beforeAll(async () => {
  engine = await launchEngine()
  example = await startExample('hubspot', { https: true })
  example.variant('/merchant.html', '/inline.html', (html) =>
    html
      .replace(
        '<head>',
        `<head><script>heard = 0; addEventListener('message', ({ data }) => (heard += JSON.stringify(data).includes('${MALLORY}')))</script>`,
      )
      .replace('data-api-host', 'data-hubspot-meetings="on" data-api-host')
      .replace('<main>', `<main><button id="opens" onclick="window.pop = window.open(this.value)">Open</button>`),
  )
  // Posts what its hash says to the page around it, or to the page that opened it.
  example.site.page(
    '/post.html',
    `<!doctype html><script>
    (opener ?? parent).postMessage(JSON.parse(decodeURIComponent(location.hash.slice(1))), '*')
  </script>`,
  )
})

afterAll(async () => {
  await engine.close()
  await example.close()
})

beforeEach(async () => {
  visitor = await engine.visitor({ hosts: everyHost(example) })
  tab = await visitor.tab()
  clickId = await example.click()
  await tab.goto(example.url('/merchant.html', clickId))
  await tab.waitFor(
    () => (window as unknown as Page).introw?.affiliate?.version && document.querySelector('form.hs-form'),
  )
})

afterEach(() => visitor.close())

describe('from the page itself', () => {
  it.each([
    [
      'a submission that HubSpot has not accepted yet',
      { ...SUCCESS, eventName: 'onFormSubmit', data: [{ name: 'email', value: MALLORY }] },
    ],
    ['a form that is ready', { ...SUCCESS, eventName: 'onFormReady' }],
    ['another name of the event', { ...SUCCESS, eventName: 'onformsubmitted' }],
    ['another type of message', { ...SUCCESS, type: 'hsCallsCallback' }],
    ['a booking', BOOKING],
  ])('%s is no conversion', async (_, message) => {
    await tab.evaluate((message) => window.postMessage(message, '*'), message)
    await expectNotBelieved()
  })
})

describe.each([
  ['success', SUCCESS],
  ['booking', BOOKING],
])('a forged %s', (_, message) => {
  it.each([
    'app.acme.example',
    'nothubspot.com',
    'meetings.hubspot.com.evil.example',
    'hsforms.net.evil.example',
    'evil.example',
  ])('from a frame of %s is not believed', async (host) => {
    await addFrame(address(`https://${host}`, message))
    await expectNotBelieved()
  })

  it('from a sandboxed frame, whose origin is null, is not believed', async () => {
    await addFrame(address(example.site.origin(), message), 'allow-scripts')
    await expectNotBelieved()
  })

  it('from a pop-up of the same origin is not believed', async () => {
    await openPopUp(address(example.site.origin(), message))
    await expectNotBelieved()
  })

  it("from a pop-up of HubSpot's own host is not believed", async () => {
    await openPopUp(address('https://meetings.hubspot.com', message))
    await expectNotBelieved()
  })

  it('from the page that opened this one is not believed', async () => {
    await openPopUp(example.url('/merchant.html', clickId))
    await tab.waitFor(() => window.pop?.introw?.affiliate?.version)
    await tab.evaluate((message) => window.pop?.postMessage(message, '*'), message)
    await tab.waitFor(() => window.pop?.heard)
    await tab.evaluate(() => window.pop?.close())
    expect(await stored()).not.toContain(MALLORY)
    await expectTrueSubmissionCounts()
  })
})

declare global {
  interface Window {
    heard?: number
    pop?: Page | null
  }
}

/** The forged message has arrived; nothing is kept of it, and the true submission after it is the one that counts. */
async function expectNotBelieved(): Promise<void> {
  await tab.waitFor(() => window.heard)
  expect(await stored()).not.toContain(MALLORY)
  await expectTrueSubmissionCounts()
}

async function expectTrueSubmissionCounts(): Promise<void> {
  await tab.fill('.hs-form [name=email]', ADA)
  await tab.click('.hs-form button')
  await expect(example.recorded(clickId)).resolves.toMatchObject({ email: ADA })
  expect(example.sent(clickId)).not.toContain(MALLORY)
}

function stored(): Promise<string> {
  return tab.evaluate(() => Object.values({ ...localStorage }).join())
}

function address(origin: string, message: unknown): string {
  return `${origin}/post.html#${encodeURIComponent(JSON.stringify(message))}`
}

function addFrame(src: string, sandbox?: string): Promise<void> {
  return tab.evaluate(
    (src, sandbox) => {
      const frame = document.createElement('iframe')
      if (sandbox) frame.setAttribute('sandbox', sandbox)
      frame.src = src
      document.body.append(frame)
    },
    src,
    sandbox,
  )
}

/** A true click, since engines open no pop-ups without one. */
async function openPopUp(url: string): Promise<void> {
  await tab.evaluate((url) => document.getElementById('opens')?.setAttribute('value', url), url)
  await tab.click('#opens')
}
