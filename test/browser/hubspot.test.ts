import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Engine, launchEngine, type Tab, type Visitor } from '../support/engine.ts'
import { type Example, type Page, startExample } from '../support/example.ts'
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
    await submit(tab, ADA)
    const { email, properties } = await example.recorded(clickId)
    expect(email).toBe(ADA)
    expect(properties).toEqual({ hubspotFormId: formId, hubspotSubmissionId: expect.stringMatching(/^[\da-f-]{36}$/) })
    await moveOn(tab)
    expect(example.requests(clickId)).toHaveLength(2)
  })

  it('is no conversion where HubSpot refuses it', async () => {
    await land(path)
    await submit(tab, 'bob@refused.example')
    await tab.waitFor(() => {
      const page = document.querySelector('iframe')?.contentDocument ?? document
      return page.querySelector('output')?.textContent?.includes('another address')
    })
    await submit(tab, ADA)
    await expect(example.recorded(clickId)).resolves.toMatchObject({ email: ADA })
    expect(sent(clickId)).not.toContain('refused.example')
  })
})

describe('a form that redirects at once', () => {
  it('is recorded with its e-mail if it is a classic one', async () => {
    await land('/redirect.html')
    await submit(tab, ADA)
    await tab.waitFor(() => location.pathname === '/thanks.html')
    await expect(example.recorded(clickId)).resolves.toMatchObject({ email: ADA })
  })

  it('is recorded if it is one of the current editor', async () => {
    await land('/current-redirect.html')
    await submit(tab, ADA)
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
    await submit(tab, ADA)
    const { email, properties } = await example.recorded(clickId)
    expect(email ?? '').toBe('')
    expect(properties).toMatchObject({ hubspotFormId: CURRENT })
  })

  it.each([
    ['that come two seconds late', `new Promise((resolve) => setTimeout(resolve, 2000, [{ name: '0-1/email', value: '${ADA}' }]))`],
    ['in lists', `Promise.resolve([{ name: '0-2/email', value: 'office@acme.example' }, { name: '0-1/email', value: ['${ADA}'] }])`],
  ])('%s still count', async (_, values) => {
    example.variant('/values.html', '/current.html', (html) => replaceValues(html, values))
    await land('/values.html')
    await submit(tab, ADA)
    await expect(example.recorded(clickId)).resolves.toMatchObject({ email: ADA })
  })
})

describe('a form is heard from the first moment', () => {
  it('before load', async () => {
    example.site.page('/never.png', () => new Promise<Response>(() => {}))
    example.variant('/early.html', '/inline.html', (html) => html.replace('<main>', '<main><img src="/never.png">'))
    await land('/early.html')
    expect(await tab.evaluate(() => document.readyState)).not.toBe('complete')
    await submit(tab, ADA)
    await expect(example.recorded(clickId)).resolves.toMatchObject({ email: ADA })
  })

  it('before the visitor has answered a consent banner', async () => {
    example.variant('/undecided.html', '/inline.html', (html) => html.replace('data-api-host', 'data-consent="required" data-api-host'))
    await land('/undecided.html')
    await submit(tab, ADA)
    await thanked(tab)
    expect(example.requests(clickId)).toEqual([])
    await tab.evaluate(() => (window as unknown as Page).introw.affiliate.consent(true))
    await expect(example.recorded(clickId)).resolves.toMatchObject({ email: ADA })
  })
})

describe("a track() of the merchant's", () => {
  it("in HubSpot's callback keeps its plan and value", async () => {
    await land('/callback.html')
    await submit(tab, ADA)
    await expect(example.recorded(clickId)).resolves.toMatchObject({ email: ADA, properties: { plan: 'pro', value: 1200 } })
  })

  it('replaces a form that was reported just before', async () => {
    await land('/inline.html')
    await submit(tab, ADA)
    await thanked(tab)
    await tab.evaluate((email) => (window as unknown as Page).introw.affiliate.track({ email, properties: { plan: 'pro' } }), ADA)
    await expect(example.recorded(clickId)).resolves.toMatchObject({ email: ADA, properties: { plan: 'pro' } })
    await moveOn(tab)
    expect(sent(clickId)).not.toContain('hubspotFormId')
  })
})

describe('data-hubspot', () => {
  it('lets the named form alone count', async () => {
    await land('/newsletter.html')
    await submit(tab, 'news@acme.example', '#newsletter')
    await thanked(tab)
    await submit(tab, ADA, '#demo')
    await expect(example.recorded(clickId)).resolves.toMatchObject({ email: ADA, properties: { hubspotFormId: DEMO } })
    expect(sent(clickId)).not.toContain('news@acme.example')
  })

  it('does not mind case and spaces', async () => {
    example.variant('/list.html', '/newsletter.html', (html) =>
      html.replace(/data-hubspot="[^"]*"/, `data-hubspot=" x ,\t${DEMO.toUpperCase()} "`),
    )
    await land('/list.html')
    await submit(tab, ADA, '#demo')
    await example.recorded(clickId)
  })

  it('turns forms off', async () => {
    example.variant('/off.html', '/inline.html', (html) => html.replace('data-api-host', 'data-hubspot="Off" data-api-host'))
    await land('/off.html')
    await submit(tab, ADA)
    await thanked(tab)
    await moveOn(tab)
    expect(sent(clickId)).not.toContain(ADA)
  })
})

function replaceValues(html: string, values: string): string {
  const patch = `const { getFormFromEvent } = HubSpotFormsV4
    HubSpotFormsV4.getFormFromEvent = (event) => ({ ...getFormFromEvent(event), getFormFieldValues: () => ${values} })`
  return html.replace('</main>', `<script>${patch}</script></main>`)
}

async function land(path: string): Promise<void> {
  await tab.goto(example.url(path, clickId))
  await tab.waitFor(() => {
    const page = document.querySelector('iframe')?.contentDocument ?? document
    return (window as unknown as Page).introw?.affiliate?.version && page.querySelector('form.hs-form')
  })
}

/** Fills in the form of the page, or of its frame, and sends it. */
function submit(tab: Tab, email: string, within = 'body'): Promise<void> {
  return tab.evaluate(
    (email, within) => {
      const page = document.querySelector('iframe')?.contentDocument ?? document
      const form = page.querySelector(within)?.querySelector('form')
      const [emailField, nameField] = form?.querySelectorAll('input') ?? []
      if (!form || !emailField || !nameField) throw new Error('The page has no form.')
      emailField.value = email
      nameField.value = 'Ada'
      form.requestSubmit()
    },
    email,
    within,
  )
}

async function thanked(tab: Tab): Promise<void> {
  await tab.waitFor(() => [...document.querySelectorAll('output')].some((output) => output.textContent?.includes('Thank you')))
}

/** Goes to the next page, where what is held would be sent, and waits for a last conversion behind it. */
async function moveOn(tab: Tab): Promise<void> {
  await tab.goto(example.url('/thanks.html'))
  await tab.waitFor(() => (window as unknown as Page).introw?.affiliate?.version)
  await tab.evaluate(() => (window as unknown as Page).introw.affiliate.track({ properties: { last: true } }))
  await poll('the last request', async () => sent(clickId).includes('"last"'))
}

function sent(clickId: string): string {
  return example.requests(clickId).map((request) => request.body).join('\n')
}
