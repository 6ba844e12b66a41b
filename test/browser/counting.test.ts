import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Engine, launchEngine, type Tab, type Visitor } from '../support/engine.ts'
import { type Example, type Page, startExample } from '../support/example.ts'
import { shown, submitForm, thanked } from '../support/form.ts'
import { poll } from '../support/poll.ts'

const DEMO = '11111111-aaaa-4aaa-8aaa-000000000001'
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

describe("a track() of the merchant's", () => {
  it("in HubSpot's callback keeps its plan and value", async () => {
    await land('/callback.html')
    await submitForm(tab, ADA)
    await expect(example.recorded(clickId)).resolves.toMatchObject({
      email: ADA,
      properties: { plan: 'pro', value: 1200 },
    })
  })

  it('replaces a form that was reported just before', async () => {
    await land('/inline.html')
    await submitForm(tab, ADA)
    await thanked(tab)
    await tab.evaluate(
      (email) => (window as unknown as Page).introw.affiliate.track({ email, properties: { plan: 'pro' } }),
      ADA,
    )
    await expect(example.recorded(clickId)).resolves.toMatchObject({ email: ADA, properties: { plan: 'pro' } })
    await moveOn(tab)
    expect(example.sent(clickId)).not.toContain('hubspotFormId')
  })
})

describe('data-hubspot', () => {
  it('lets the named form alone count', async () => {
    await land('/newsletter.html')
    await submitForm(tab, 'news@acme.example', '#newsletter')
    await thanked(tab)
    await submitForm(tab, ADA, '#demo')
    await expect(example.recorded(clickId)).resolves.toMatchObject({ email: ADA, properties: { hubspotFormId: DEMO } })
    expect(example.sent(clickId)).not.toContain('news@acme.example')
  })

  it('does not mind case and spaces', async () => {
    example.variant('/list.html', '/newsletter.html', (html) =>
      html.replace(/data-hubspot="[^"]*"/, `data-hubspot=" x ,\t${DEMO.toUpperCase()} "`),
    )
    await land('/list.html')
    await submitForm(tab, ADA, '#demo')
    await example.recorded(clickId)
  })

  it('turns forms off', async () => {
    example.variant('/off.html', '/inline.html', (html) =>
      html.replace('data-api-host', 'data-hubspot="Off" data-api-host'),
    )
    await land('/off.html')
    await submitForm(tab, ADA)
    await thanked(tab)
    await moveOn(tab)
    expect(example.sent(clickId)).not.toContain(ADA)
  })
})

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
