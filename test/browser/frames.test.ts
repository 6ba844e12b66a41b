import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Engine, launchEngine, type Tab, type Visitor } from '../support/engine.ts'
import { type Example, everyHost, type Page, startExample } from '../support/example.ts'

const DEMO = '11111111-aaaa-4aaa-8aaa-000000000001'
const ADA = 'ada@acme.example'

let engine: Engine
let secure: Example
let insecure: Example
let visitor: Visitor
let tab: Tab

beforeAll(async () => {
  engine = await launchEngine()
  secure = await startExample('hubspot', { https: true })
  insecure = await startExample('hubspot')
})

afterAll(async () => {
  await engine.close()
  await secure.close()
  await insecure.close()
})

afterEach(() => visitor.close())

describe("HubSpot's own frames, under their real names over https", () => {
  beforeEach(() => visit(secure))

  it.each(['share.hsforms.com', 'forms.hsforms.net', 'app.hubspot.com', 'hubspot.com'])('count on %s', async (host) => {
    const clickId = await embed(secure, `https://${host}`, '/frames/form.html')
    await expect(secure.recorded(clickId)).resolves.toMatchObject({ email: ADA, properties: { hubspotFormId: DEMO } })
  })

  it.each(['meetings.hubspot.com', 'meetings-na2.hubspot.com', 'app.hubspot.com'])(
    'count as bookings on %s if meetings are on',
    async (host) => {
      const clickId = await embed(secure, `https://${host}`, '/frames/meeting.html', 'data-hubspot-meetings="on"')
      await expect(secure.recorded(clickId)).resolves.toMatchObject({ email: ADA })
      expect(secure.sent(clickId)).not.toContain('Lovelace')
    },
  )

  it('are no booking unless meetings are on', async () => {
    const clickId = await embed(secure, 'https://meetings.hubspot.com', '/frames/meeting.html')
    await expectNothing(secure, clickId)
  })

  it('are no booking on a host of forms', async () => {
    const clickId = await embed(
      secure,
      'https://share.hsforms.com',
      '/frames/meeting.html',
      'data-hubspot-meetings="on"',
    )
    await expectNothing(secure, clickId)
  })
})

describe("HubSpot's names without https", () => {
  beforeEach(() => visit(insecure))

  it('are not believed', async () => {
    const clickId = await embed(insecure, 'http://share.hsforms.com', '/frames/form.html')
    await expectNothing(insecure, clickId)
  })
})

async function visit(example: Example): Promise<void> {
  visitor = await engine.visitor({ hosts: everyHost(example) })
  tab = await visitor.tab()
}

/** Opens a page with a frame that submits itself as ada@acme.example; resolves once it has. */
async function embed(example: Example, origin: string, path: string, attributes = ''): Promise<string> {
  const clickId = await example.click()
  example.variant('/frames/auto.html', path, (html) =>
    html.replace(
      '</body>',
      `<script>
        const form = document.querySelector('form')
        form.elements[0].value = '${ADA}'
        addEventListener('message', () => form.requestSubmit(), { once: true })
        parent.postMessage('shown', '*')
      </script></body>`,
    ),
  )
  example.variant('/page.html', '/thanks.html', (html) =>
    html
      .replace('data-api-host', `${attributes} data-api-host`)
      .replace(
        '<head>',
        `<head><script>
        addEventListener('message', ({ data }) => {
          if (data === 'shown') shown = true
          if (data.eventName === 'onFormSubmitted' || data.meetingBookSucceeded) submitted = true
        })
      </script>`,
      )
      .replace('<main>', `<main><iframe src="${origin}/frames/auto.html"></iframe>`),
  )
  await tab.goto(example.url('/page.html', clickId))
  await tab.waitFor(() => window.shown && (window as unknown as Page).introw?.affiliate?.version)
  await tab.evaluate(() => document.querySelector('iframe')?.contentWindow?.postMessage('submit', '*'))
  await tab.waitFor(() => window.submitted)
  return clickId
}

/** Nothing is kept of the submission, and the click is free for what the visitor does next. */
async function expectNothing(example: Example, clickId: string): Promise<void> {
  expect(await tab.evaluate(() => Object.values({ ...localStorage }).join())).not.toContain(ADA)
  await tab.evaluate(() => (window as unknown as Page).introw.affiliate.track({ email: 'late@acme.example' }))
  await expect(example.recorded(clickId)).resolves.toMatchObject({ email: 'late@acme.example' })
}

declare global {
  interface Window {
    shown?: boolean
    submitted?: boolean
  }
}
