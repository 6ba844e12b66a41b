import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Page } from '../support/example.ts'
import { visitExample } from '../support/visit.ts'

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

const visit = visitExample('hubspot', { https: true, hasEveryHost: true })

beforeAll(() => {
  visit.example.variant('/merchant.html', '/inline.html', (html) =>
    html
      .replace(
        '<head>',
        `<head><script>heard = 0; addEventListener('message', ({ data }) => (heard += JSON.stringify(data).includes('${MALLORY}')))</script>`,
      )
      .replace('data-api-host', 'data-hubspot="on" data-hubspot-meetings="on" data-api-host')
      .replace('<main>', `<main><button id="opens" onclick="window.pop = window.open(this.value)">Open</button>`),
  )
  // Posts what its hash says to the page around it, or to the page that opened it or that one.
  visit.example.site.page(
    '/post.html',
    `<!doctype html><script>
    (opener ?? parent.opener ?? parent).postMessage(JSON.parse(decodeURIComponent(location.hash.slice(1))), '*')
  </script>`,
  )
})

beforeEach(async () => {
  await visit.open('/merchant.html')
  await visit.tab.waitFor(
    () => (window as unknown as Page).introw?.affiliate?.version && document.querySelector('form.hs-form'),
  )
})

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
    await visit.tab.evaluate((message) => window.postMessage(message, '*'), message)
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

  it('from an advertisement’s frame that moves itself to HubSpot’s host is not believed', async () => {
    const target = address('https://meetings.hubspot.com', message)
    visit.example.site.page(
      '/advertisement',
      `<!doctype html><script>location.href = ${JSON.stringify(target)}</script>`,
    )
    await addFrame('https://evil.example/advertisement')
    await expectNotBelieved()
  })

  it('from an advertisement’s frame that a link of the page leads to HubSpot’s host is not believed', async () => {
    visit.example.site.page('/advertisement', '<!doctype html>')
    await addFrame('https://evil.example/advertisement')
    await visit.tab.evaluate(
      (href) => {
        const link = document.createElement('a')
        Object.assign(link, { href, target: 'advertisement' })
        document.body.append(link)
        link.click()
      },
      address('https://meetings.hubspot.com', message),
    )
    await expectNotBelieved()
  })

  it('from a frame of a host where strangers publish is not believed', async () => {
    await addFrame(address('https://share.hsforms.com', message))
    await expectNotBelieved()
  })

  it('from a sandboxed frame, whose origin is null, is not believed', async () => {
    await addFrame(address(visit.example.site.origin(), message), 'allow-scripts')
    await expectNotBelieved()
  })

  it('from a pop-up of the same origin is not believed', async () => {
    await openPopUp(address(visit.example.site.origin(), message))
    await expectNotBelieved()
  })

  it("from a pop-up of HubSpot's own host is not believed", async () => {
    await openPopUp(address('https://meetings.hubspot.com', message))
    await expectNotBelieved()
  })

  it("from a frame of HubSpot's own host in a pop-up, and in no frame that this page has had, is not believed", async () => {
    const src = address('https://meetings.hubspot.com', message)
    visit.example.site.page('/around.html', `<!doctype html><iframe src="${src}"></iframe>`)
    await openPopUp(`${visit.example.site.origin()}/around.html`)
    await expectNotBelieved()
  })

  it('from the page that opened this one is not believed', async () => {
    await openPopUp(visit.example.url('/merchant.html', visit.clickId))
    await visit.tab.waitFor(() => window.pop?.introw?.affiliate?.version)
    await visit.tab.evaluate((message) => window.pop?.postMessage(message, '*'), message)
    await visit.tab.waitFor(() => window.pop?.heard)
    await visit.tab.evaluate(() => window.pop?.close())
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
  await visit.tab.waitFor(() => window.heard)
  expect(await stored()).not.toContain(MALLORY)
  await expectTrueSubmissionCounts()
}

async function expectTrueSubmissionCounts(): Promise<void> {
  await visit.tab.fill('.hs-form [name=email]', ADA)
  await visit.tab.click('.hs-form button')
  await expect(visit.recorded()).resolves.toMatchObject({ email: ADA })
  expect(visit.sent()).not.toContain(MALLORY)
}

function stored(): Promise<string> {
  return visit.tab.evaluate(() => Object.values({ ...localStorage }).join())
}

function address(origin: string, message: unknown): string {
  return `${origin}/post.html#${encodeURIComponent(JSON.stringify(message))}`
}

/** Resolves once its document has loaded, so that nothing is left to chance of a link that leads it elsewhere. */
function addFrame(src: string, sandbox?: string): Promise<void> {
  return visit.tab.evaluate(
    (src, sandbox) => {
      const frame = document.createElement('iframe')
      frame.name = 'advertisement'
      if (sandbox) frame.setAttribute('sandbox', sandbox)
      frame.src = src
      return new Promise<void>((resolve) => {
        frame.addEventListener('load', () => resolve(), { once: true })
        document.body.append(frame)
      })
    },
    src,
    sandbox,
  )
}

/** A true click, since engines open no pop-ups without one. */
async function openPopUp(url: string): Promise<void> {
  await visit.tab.evaluate((url) => document.getElementById('opens')?.setAttribute('value', url), url)
  await visit.tab.click('#opens')
}
