import { describe, expect, it } from 'vitest'
import type { Page } from '../support/example.ts'
import { moveOn, openForm, refused, submitForm, thanked } from '../support/form.ts'
import { poll } from '../support/poll.ts'
import { visitExample } from '../support/visit.ts'

const ADA = 'ada@acme.example'

const visit = visitExample('hubspot')

describe.each([
  ['a classic form in the page', '/inline.html', '11111111-aaaa-4aaa-8aaa-000000000001'],
  ['a classic form in a frame', '/frame.html', '11111111-aaaa-4aaa-8aaa-000000000003'],
  ['a form of the current editor', '/current.html', '22222222-bbbb-4bbb-8bbb-000000000001'],
  ['a form that reports through both channels', '/both.html', '22222222-bbbb-4bbb-8bbb-000000000003'],
])('%s', (_, path, formId) => {
  it('is one conversion, with its e-mail and ids and no other field, and none where HubSpot refuses it', async () => {
    await openForm(visit, path)
    await submitForm(visit.tab, 'bob@refused.example')
    await refused(visit.tab)
    await submitForm(visit.tab, ADA)
    const { email, properties } = await visit.recorded()
    expect(email).toBe(ADA)
    expect(properties).toEqual({ hubspotFormId: formId, hubspotSubmissionId: expect.stringMatching(/^[\da-f-]{36}$/) })
    await moveOn(visit)
    expect(visit.requests()).toHaveLength(2)
    expect(visit.sent()).not.toContain('refused.example')
  })
})

describe('a classic form', () => {
  it('beside another one is a conversion of its own, of which the API takes the first', async () => {
    visit.example.variant('/two.html', '/newsletter.html', (html) => html.replace(/data-hubspot="[^"]*"/, ''))
    await openForm(visit, '/two.html')
    await submitForm(visit.tab, 'news@acme.example', '#newsletter')
    await thanked(visit.tab)
    await submitForm(visit.tab, ADA, '#demo')
    await poll('both requests', async () => visit.requests().length === 2)
    expect(visit.requests().map(({ status }) => status)).toEqual([201, 200])
    await expect(visit.recorded()).resolves.toMatchObject({ email: 'news@acme.example' })
  })
})

describe('a form that redirects at once', () => {
  it('is recorded with its e-mail if it is a classic one', async () => {
    await openForm(visit, '/redirect.html')
    await submitForm(visit.tab, ADA)
    await visit.tab.waitFor(() => location.pathname === '/thanks.html')
    await expect(visit.recorded()).resolves.toMatchObject({ email: ADA })
  })

  it('is recorded if it is one of the current editor', async () => {
    await openForm(visit, '/current-redirect.html')
    await submitForm(visit.tab, ADA)
    await visit.tab.waitFor(() => location.pathname === '/thanks.html')
    const { properties } = await visit.recorded()
    expect(properties).toMatchObject({ hubspotFormId: '22222222-bbbb-4bbb-8bbb-000000000002' })
  })
})

describe('a form is heard from the first moment', () => {
  it('before load', async () => {
    visit.example.site.page('/never.png', () => new Promise<Response>(() => {}))
    visit.example.variant('/early.html', '/inline.html', (html) =>
      html.replace('<main>', '<main><img src="/never.png">'),
    )
    await openForm(visit, '/early.html')
    expect(await visit.tab.evaluate(() => document.readyState)).not.toBe('complete')
    await submitForm(visit.tab, ADA)
    await expect(visit.recorded()).resolves.toMatchObject({ email: ADA })
  })

  it('before the visitor has answered a consent banner', async () => {
    visit.example.variant('/undecided.html', '/inline.html', (html) =>
      html.replace('data-api-host', 'data-consent="required" data-api-host'),
    )
    await openForm(visit, '/undecided.html')
    await submitForm(visit.tab, ADA)
    await thanked(visit.tab)
    expect(visit.requests()).toEqual([])
    await visit.tab.evaluate(() => (window as unknown as Page).introw.affiliate.consent(true))
    await expect(visit.recorded()).resolves.toMatchObject({ email: ADA })
  })
})
