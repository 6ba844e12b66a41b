import { describe, expect, it } from 'vitest'
import type { Page } from '../support/example.ts'
import { type Visit, visitExample } from '../support/visit.ts'

const DEMO = '11111111-aaaa-4aaa-8aaa-000000000001'
const ADA = 'ada@acme.example'

describe("HubSpot's own frames, under their real names over https", () => {
  const visit = visitExample('hubspot', { https: true, hasEveryHost: true })

  it.each(['forms.hsforms.com', 'js.hsforms.net', 'js-na2.hsforms.net', 'app.hubspot.com'])(
    'count on %s',
    async (host) => {
      await embed(visit, `https://${host}`, '/frames/form.html')
      await expect(visit.recorded()).resolves.toMatchObject({ email: ADA, properties: { hubspotFormId: DEMO } })
    },
  )

  it.each(['meetings.hubspot.com', 'meetings-na2.hubspot.com', 'app.hubspot.com'])(
    'count as bookings on %s if meetings are on',
    async (host) => {
      await embed(visit, `https://${host}`, '/frames/meeting.html', 'data-hubspot-meetings="on"')
      await expect(visit.recorded()).resolves.toMatchObject({ email: ADA })
      expect(visit.sent()).not.toContain('Lovelace')
    },
  )

  it('count as a booking though the page has removed the frame before we hear of it, as a modal that closes does', async () => {
    const closes = `<script>
      addEventListener('message', ({ data }) => data.meetingBookSucceeded && document.querySelector('iframe').remove())
    </script>`
    await embed(visit, 'https://meetings.hubspot.com', '/frames/meeting.html', 'data-hubspot-meetings="on"', closes)
    expect(await visit.tab.evaluate(() => document.querySelector('iframe'))).toBeNull()
    await expect(visit.recorded()).resolves.toMatchObject({ email: ADA })
  })

  it.each(['share.hsforms.com', 'hubspot.com', 'www.hubspot.com', 'acme.forms.hsforms.com'])(
    'are not believed on %s, where anybody may publish',
    async (host) => {
      await embed(visit, `https://${host}`, '/frames/form.html')
      await expectNothing(visit)
    },
  )

  it('are no booking unless meetings are on', async () => {
    await embed(visit, 'https://meetings.hubspot.com', '/frames/meeting.html')
    await expectNothing(visit)
  })

  it('are no booking on a host of forms', async () => {
    await embed(visit, 'https://forms.hsforms.com', '/frames/meeting.html', 'data-hubspot-meetings="on"')
    await expectNothing(visit)
  })
})

describe("HubSpot's names without https", () => {
  const visit = visitExample('hubspot', { hasEveryHost: true })

  it('are not believed', async () => {
    await embed(visit, 'http://forms.hsforms.com', '/frames/form.html')
    await expectNothing(visit)
  })
})

/** Opens a page with a frame that submits itself as ada@acme.example; resolves once it has. */
async function embed(visit: Visit, origin: string, path: string, attributes = '', head = ''): Promise<void> {
  const { example, tab } = visit
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
      </script>${head}`,
      )
      .replace('<main>', `<main><iframe src="${origin}/frames/auto.html"></iframe>`),
  )
  await visit.open('/page.html')
  await tab.waitFor(() => window.shown && (window as unknown as Page).introw?.affiliate?.version)
  await tab.evaluate(() => document.querySelector('iframe')?.contentWindow?.postMessage('submit', '*'))
  await tab.waitFor(() => window.submitted)
}

/** Nothing is kept of the submission, and the click is free for what the visitor does next. */
async function expectNothing(visit: Visit): Promise<void> {
  const { tab } = visit
  expect(await tab.evaluate(() => Object.values({ ...localStorage }).join())).not.toContain(ADA)
  await tab.evaluate(() => (window as unknown as Page).introw.affiliate.track({ email: 'late@acme.example' }))
  await expect(visit.recorded()).resolves.toMatchObject({ email: 'late@acme.example' })
}

declare global {
  interface Window {
    shown?: boolean
    submitted?: boolean
  }
}
