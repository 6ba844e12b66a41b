import { describe, expect, it } from 'vitest'
import type { Page } from '../support/example.ts'
import { type Visit, visitExample } from '../support/visit.ts'

const DEMO = '11111111-aaaa-4aaa-8aaa-000000000001'
const ADA = 'ada@acme.example'

describe("HubSpot's own frames, under their real names over https", () => {
  const visit = visitExample('hubspot', { https: true, hasEveryHost: true })

  it('count, the one on hsforms.com and the one of a data centre of its own', async () => {
    for (const host of ['forms.hsforms.com', 'js-na2.hsforms.net']) {
      const click = await embed(visit, `https://${host}`, '/frames/form.html')
      await expect(visit.example.recorded(click)).resolves.toMatchObject({
        email: ADA,
        properties: { hubspotFormId: DEMO },
      })
    }
  })

  it('count as bookings if meetings are on', async () => {
    for (const host of ['meetings.hubspot.com', 'meetings-na2.hubspot.com']) {
      const click = await embed(visit, `https://${host}`, '/frames/meeting.html', 'data-hubspot-meetings="on"')
      await expect(visit.example.recorded(click)).resolves.toMatchObject({ email: ADA })
      expect(visit.example.sent(click)).not.toContain('Lovelace')
    }
  })

  it('count as a booking though the page has removed the frame before we hear of it, as a modal that closes does', async () => {
    const closes = `<script>
      addEventListener('message', ({ data }) => data.meetingBookSucceeded && document.querySelector('iframe').remove())
    </script>`
    const attributes = 'data-hubspot-meetings="on"'
    const click = await embed(visit, 'https://meetings.hubspot.com', '/frames/meeting.html', attributes, closes)
    expect(await visit.tab.evaluate(() => document.querySelector('iframe'))).toBeNull()
    await expect(visit.example.recorded(click)).resolves.toMatchObject({ email: ADA })
  })

  it('are not believed on hosts where anybody may publish', async () => {
    for (const host of ['share.hsforms.com', 'acme.forms.hsforms.com'])
      await expectNothing(visit, await embed(visit, `https://${host}`, '/frames/form.html'))
  })

  it('are no booking unless meetings are on, nor on a host of forms', async () => {
    await expectNothing(visit, await embed(visit, 'https://meetings.hubspot.com', '/frames/meeting.html'))
    const attributes = 'data-hubspot-meetings="on"'
    await expectNothing(visit, await embed(visit, 'https://forms.hsforms.com', '/frames/meeting.html', attributes))
  })
})

describe("HubSpot's names without https", () => {
  const visit = visitExample('hubspot', { hasEveryHost: true })

  it('are not believed', async () => {
    await expectNothing(visit, await embed(visit, 'http://forms.hsforms.com', '/frames/form.html'))
  })
})

/** Opens a page with a click of its own, and a frame that submits itself as ada@acme.example; gives the click once it has. */
async function embed(visit: Visit, origin: string, path: string, attributes = '', head = ''): Promise<string> {
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
  const click = await example.click()
  await tab.goto(example.url('/page.html', click))
  await tab.waitFor(() => window.shown && (window as unknown as Page).introw?.affiliate?.version)
  await tab.evaluate(() => document.querySelector('iframe')?.contentWindow?.postMessage('submit', '*'))
  await tab.waitFor(() => window.submitted)
  return click
}

/** Nothing is kept of the submission, and the click is free for what the visitor does next. */
async function expectNothing(visit: Visit, click: string): Promise<void> {
  const { tab, example } = visit
  expect(await tab.evaluate(() => Object.values({ ...localStorage }).join())).not.toContain(ADA)
  await tab.evaluate(() => (window as unknown as Page).introw.affiliate.track({ email: 'late@acme.example' }))
  await expect(example.recorded(click)).resolves.toMatchObject({ email: 'late@acme.example' })
}

declare global {
  interface Window {
    shown?: boolean
    submitted?: boolean
  }
}
