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
const FORGED = [SUCCESS, BOOKING]

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

describe('a forged success or booking is not believed', () => {
  it('from the page itself, be it another message of HubSpot’s or a booking', async () => {
    const messages = [
      // A submission that HubSpot has not accepted yet.
      { ...SUCCESS, eventName: 'onFormSubmit', data: [{ name: 'email', value: MALLORY }] },
      { ...SUCCESS, eventName: 'onformsubmitted' },
      BOOKING,
    ]
    for (const message of messages)
      await expectNotBelieved(() => visit.tab.evaluate((message) => window.postMessage(message, '*'), message))
    await expectTrueSubmissionCounts()
  })

  it('from a frame of anybody else, of a host where strangers publish, or without an origin', async () => {
    const { site } = visit.example
    for (const message of FORGED) {
      for (const host of ['app.acme.example', 'meetings.hubspot.com.evil.example', 'share.hsforms.com'])
        await expectNotBelieved(() => addFrame(address(`https://${host}`, message)))
      await expectNotBelieved(() => addFrame(address(site.origin(), message), 'allow-scripts'))
    }
    await expectTrueSubmissionCounts()
  })

  it('from an advertisement’s frame that is on HubSpot’s host by now, by itself or by a link of the page', async () => {
    for (const message of FORGED) {
      const target = address('https://meetings.hubspot.com', message)
      visit.example.site.page(
        '/advertisement',
        `<!doctype html><script>location.href = ${JSON.stringify(target)}</script>`,
      )
      await expectNotBelieved(() => addFrame('https://evil.example/advertisement'))
      visit.example.site.page('/advertisement', '<!doctype html>')
      await expectNotBelieved(async () => {
        await addFrame('https://evil.example/advertisement')
        await visit.tab.evaluate((href) => {
          const link = document.createElement('a')
          Object.assign(link, { href, target: 'advertisement' })
          document.body.append(link)
          link.click()
        }, target)
      })
    }
    await expectTrueSubmissionCounts()
  })

  it('from a pop-up of the same origin or of HubSpot’s host, or from a frame in one', async () => {
    const { site } = visit.example
    for (const message of FORGED) {
      const src = address('https://meetings.hubspot.com', message)
      site.page('/around.html', `<!doctype html><iframe src="${src}"></iframe>`)
      for (const url of [address(site.origin(), message), src, `${site.origin()}/around.html`])
        await expectNotBelieved(() => openPopUp(url))
    }
    await expectTrueSubmissionCounts()
  })

  it('from the page that opened this one', async () => {
    await openPopUp(visit.example.url('/merchant.html', visit.clickId))
    await visit.tab.waitFor(() => window.pop?.introw?.affiliate?.version)
    await visit.tab.evaluate((messages) => messages.forEach((one) => window.pop?.postMessage(one, '*')), FORGED)
    await visit.tab.waitFor((all) => window.pop?.heard === all, FORGED.length)
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

/** The forged message arrives, and nothing is kept of it. */
async function expectNotBelieved(forge: () => Promise<void>): Promise<void> {
  const before = await visit.tab.evaluate(() => window.heard ?? 0)
  await forge()
  await visit.tab.waitFor((before) => (window.heard ?? 0) > before, before)
  expect(await stored()).not.toContain(MALLORY)
  await visit.tab.evaluate(() => {
    window.pop?.close()
    document.querySelector('[name=advertisement]')?.remove()
  })
}

/** The true submission after it is the one that counts. */
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
