import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Engine, launchEngine, type Tab, type Visitor } from '../support/engine.ts'
import { type Example, type Page, startExample } from '../support/example.ts'
import { refused, shown, submitForm, thanked } from '../support/form.ts'
import { poll } from '../support/poll.ts'

const DEMO = '11111111-aaaa-4aaa-8aaa-000000000001'
const CURRENT = '22222222-bbbb-4bbb-8bbb-000000000001'
const ADA = 'ada@acme.example'

let engine: Engine
let example: Example
let visitor: Visitor
let tab: Tab
let clickId: string

beforeAll(async () => {
  engine = await launchEngine()
  example = await startExample('hubspot')
})

afterAll(async () => {
  await engine.close()
  await example.close()
})

beforeEach(async () => {
  visitor = await engine.visitor()
  tab = await visitor.tab()
  clickId = await example.click()
})

afterEach(() => visitor.close())

describe.each([
  ['a classic form in the page', '/inline.html', DEMO],
  ['a classic form in a frame', '/frame.html', '11111111-aaaa-4aaa-8aaa-000000000003'],
  ['a form of the current editor', '/current.html', CURRENT],
  ['a form that reports through both channels', '/both.html', '22222222-bbbb-4bbb-8bbb-000000000003'],
])('%s', (_, path, formId) => {
  it('is one conversion, with its e-mail and ids and no other field', async () => {
    await land(path)
    await submitForm(tab, ADA)
    const { email, properties } = await example.recorded(clickId)
    expect(email).toBe(ADA)
    expect(properties).toEqual({ hubspotFormId: formId, hubspotSubmissionId: expect.stringMatching(/^[\da-f-]{36}$/) })
    await moveOn(tab)
    expect(example.requests(clickId)).toHaveLength(2)
  })

  it('is no conversion where HubSpot refuses it', async () => {
    await land(path)
    await submitForm(tab, 'bob@refused.example')
    await refused(tab)
    await submitForm(tab, ADA)
    await expect(example.recorded(clickId)).resolves.toMatchObject({ email: ADA })
    expect(example.sent(clickId)).not.toContain('refused.example')
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
    await land('/inline.html')
    await tab.evaluate((messages) => messages.forEach((message) => window.postMessage(message, '*')), messages)
    await expect(example.recorded(clickId)).resolves.toMatchObject({ email: ADA, properties: { hubspotFormId: DEMO } })
  })

  it('beside another one is a conversion of its own, of which the API takes the first', async () => {
    example.variant('/two.html', '/newsletter.html', (html) => html.replace(/data-hubspot="[^"]*"/, ''))
    await land('/two.html')
    await submitForm(tab, 'news@acme.example', '#newsletter')
    await thanked(tab)
    await submitForm(tab, ADA, '#demo')
    await poll('both requests', async () => example.requests(clickId).length === 2)
    expect(example.requests(clickId).map(({ status }) => status)).toEqual([201, 200])
    await expect(example.recorded(clickId)).resolves.toMatchObject({ email: 'news@acme.example' })
  })
})

describe('a form that redirects at once', () => {
  it('is recorded with its e-mail if it is a classic one', async () => {
    await land('/redirect.html')
    await submitForm(tab, ADA)
    await tab.waitFor(() => location.pathname === '/thanks.html')
    await expect(example.recorded(clickId)).resolves.toMatchObject({ email: ADA })
  })

  it('is recorded if it is one of the current editor', async () => {
    await land('/current-redirect.html')
    await submitForm(tab, ADA)
    await tab.waitFor(() => location.pathname === '/thanks.html')
    const { properties } = await example.recorded(clickId)
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
    example.variant('/values.html', '/current.html', (html) => replaceValues(html, values))
    await land('/values.html')
    await submitForm(tab, ADA)
    const { email, properties } = await example.recorded(clickId)
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
    example.variant('/values.html', '/current.html', (html) => replaceValues(html, values))
    await land('/values.html')
    await submitForm(tab, ADA)
    await expect(example.recorded(clickId)).resolves.toMatchObject({ email: ADA })
  })
})

describe('a form is heard from the first moment', () => {
  it('before load', async () => {
    example.site.page('/never.png', () => new Promise<Response>(() => {}))
    example.variant('/early.html', '/inline.html', (html) => html.replace('<main>', '<main><img src="/never.png">'))
    await land('/early.html')
    expect(await tab.evaluate(() => document.readyState)).not.toBe('complete')
    await submitForm(tab, ADA)
    await expect(example.recorded(clickId)).resolves.toMatchObject({ email: ADA })
  })

  it('before the visitor has answered a consent banner', async () => {
    example.variant('/undecided.html', '/inline.html', (html) =>
      html.replace('data-api-host', 'data-consent="required" data-api-host'),
    )
    await land('/undecided.html')
    await submitForm(tab, ADA)
    await thanked(tab)
    expect(example.requests(clickId)).toEqual([])
    await tab.evaluate(() => (window as unknown as Page).introw.affiliate.consent(true))
    await expect(example.recorded(clickId)).resolves.toMatchObject({ email: ADA })
  })
})

function replaceValues(html: string, values: string): string {
  const patch = `const { getFormFromEvent } = HubSpotFormsV4
    HubSpotFormsV4.getFormFromEvent = (event) => ({ ...getFormFromEvent(event), getFormFieldValues: () => ${values} })`
  return html.replace('</main>', `<script>${patch}</script></main>`)
}

async function land(path: string): Promise<void> {
  await tab.goto(example.url(path, clickId))
  await shown(tab)
}

/** Goes to the next page, where what is held would be sent, and waits for a last conversion behind it. */
async function moveOn(tab: Tab): Promise<void> {
  await tab.goto(example.url('/thanks.html'))
  await tab.waitFor(() => (window as unknown as Page).introw?.affiliate?.version)
  await tab.evaluate(() => (window as unknown as Page).introw.affiliate.track({ properties: { last: true } }))
  await poll('the last request', async () => example.sent(clickId).includes('"last"'))
}
