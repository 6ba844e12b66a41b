import { describe, expect, it } from 'vitest'
import type { Page } from '../support/example.ts'
import { moveOn, openForm, refused, submitForm, thanked } from '../support/form.ts'
import { poll } from '../support/poll.ts'
import { visitExample } from '../support/visit.ts'

const DEMO = '11111111-aaaa-4aaa-8aaa-000000000001'
const CURRENT = '22222222-bbbb-4bbb-8bbb-000000000001'
const ADA = 'ada@acme.example'

const visit = visitExample('hubspot')

describe.each([
  ['a classic form in the page', '/inline.html', DEMO],
  ['a classic form in a frame', '/frame.html', '11111111-aaaa-4aaa-8aaa-000000000003'],
  ['a form of the current editor', '/current.html', CURRENT],
  ['a form that reports through both channels', '/both.html', '22222222-bbbb-4bbb-8bbb-000000000003'],
])('%s', (_, path, formId) => {
  it('is one conversion, with its e-mail and ids and no other field', async () => {
    await openForm(visit, path)
    await submitForm(visit.tab, ADA)
    const { email, properties } = await visit.recorded()
    expect(email).toBe(ADA)
    expect(properties).toEqual({ hubspotFormId: formId, hubspotSubmissionId: expect.stringMatching(/^[\da-f-]{36}$/) })
    await moveOn(visit)
    expect(visit.requests()).toHaveLength(2)
  })

  it('is no conversion where HubSpot refuses it', async () => {
    await openForm(visit, path)
    await submitForm(visit.tab, 'bob@refused.example')
    await refused(visit.tab)
    await submitForm(visit.tab, ADA)
    await expect(visit.recorded()).resolves.toMatchObject({ email: ADA })
    expect(visit.sent()).not.toContain('refused.example')
  })
})

describe('a classic form', () => {
  const submit = {
    type: 'hsFormCallback',
    eventName: 'onFormSubmit',
    id: DEMO,
    data: [{ name: 'email', value: [ADA] }],
  }
  const submitted = { ...submit, eventName: 'onFormSubmitted', data: { submissionValues: { email: ADA } } }

  it.each([
    ['whose values came with the submit before', [submit, { ...submitted, data: {} }]],
    ['whose values are a list', [{ ...submitted, data: { submissionValues: submit.data } }]],
    ['that posts text', [JSON.stringify(submitted)]],
  ])('%s is understood', async (_, messages) => {
    await openForm(visit, '/inline.html')
    await visit.tab.evaluate((messages) => messages.forEach((message) => window.postMessage(message, '*')), messages)
    await expect(visit.recorded()).resolves.toMatchObject({ email: ADA, properties: { hubspotFormId: DEMO } })
  })

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

describe('values of a current form', () => {
  it.each([
    ['never come', 'new Promise(() => {})'],
    ['are refused', 'Promise.reject(new Error())'],
    ['cannot be asked for', '(() => { throw new Error() })()'],
    ['are no list', 'Promise.resolve(null)'],
  ])('that %s leave a conversion without an e-mail', async (_, values) => {
    visit.example.variant('/values.html', '/current.html', (html) => replaceValues(html, values))
    await openForm(visit, '/values.html')
    await submitForm(visit.tab, ADA)
    const { email, properties } = await visit.recorded()
    expect(email ?? '').toBe('')
    expect(properties).toMatchObject({ hubspotFormId: CURRENT })
  })

  it.each([
    [
      'that come two seconds late',
      `new Promise((resolve) => setTimeout(resolve, 2000, [{ name: '0-1/email', value: '${ADA}' }]))`,
    ],
    [
      'in lists',
      `Promise.resolve([{ name: '0-2/email', value: 'office@acme.example' }, { name: '0-1/email', value: ['${ADA}'] }])`,
    ],
  ])('%s still count', async (_, values) => {
    visit.example.variant('/values.html', '/current.html', (html) => replaceValues(html, values))
    await openForm(visit, '/values.html')
    await submitForm(visit.tab, ADA)
    await expect(visit.recorded()).resolves.toMatchObject({ email: ADA })
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

function replaceValues(html: string, values: string): string {
  const patch = `const { getFormFromEvent } = HubSpotFormsV4
    HubSpotFormsV4.getFormFromEvent = (event) => ({ ...getFormFromEvent(event), getFormFieldValues: () => ${values} })`
  return html.replace('</main>', `<script>${patch}</script></main>`)
}
