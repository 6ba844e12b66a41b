import { describe, expect, it } from 'vitest'
import type { Page } from '../../support/example.ts'
import { moveOn, openForm, submitForm, thanked } from '../../support/form.ts'
import { visitExample } from '../../support/visit.ts'

const DEMO = '11111111-aaaa-4aaa-8aaa-000000000001'
const ADA = 'ada@acme.example'

const visit = visitExample('hubspot')

describe("a track() of the merchant's", () => {
  it("in HubSpot's callback keeps its plan and value", async () => {
    await openForm(visit, '/callback.html')
    await submitForm(visit.tab, ADA)
    await expect(visit.recorded()).resolves.toMatchObject({
      email: ADA,
      properties: { plan: 'pro', value: 1200 },
    })
  })

  it('completes a form that was reported just before: one conversion, with what each knows', async () => {
    await openForm(visit, '/inline.html')
    await submitForm(visit.tab, ADA)
    await thanked(visit.tab)
    await visit.tab.evaluate(() => (window as unknown as Page).introw.affiliate.track({ properties: { plan: 'pro' } }))
    await expect(visit.recorded()).resolves.toMatchObject({
      email: ADA,
      properties: { plan: 'pro', hubspotFormId: expect.any(String) },
    })
    await moveOn(visit)
    expect(visit.sent().match(/hubspotFormId/g)).toHaveLength(1)
  })
})

describe('data-hubspot', () => {
  it('lets the named form alone count', async () => {
    await openForm(visit, '/newsletter.html')
    await submitForm(visit.tab, 'news@acme.example', '#newsletter')
    await thanked(visit.tab)
    await submitForm(visit.tab, ADA, '#demo')
    await expect(visit.recorded()).resolves.toMatchObject({ email: ADA, properties: { hubspotFormId: DEMO } })
    expect(visit.sent()).not.toContain('news@acme.example')
  })

  it('does not mind case and spaces', async () => {
    visit.example.variant('/list.html', '/newsletter.html', (html) =>
      html.replace(/data-hubspot="[^"]*"/, `data-hubspot=" x ,\t${DEMO.toUpperCase()} "`),
    )
    await openForm(visit, '/list.html')
    await submitForm(visit.tab, ADA, '#demo')
    await visit.recorded()
  })

  it('turns forms off', async () => {
    visit.example.variant('/off.html', '/inline.html', (html) =>
      html.replace('data-api-host', 'data-hubspot="Off" data-api-host'),
    )
    await openForm(visit, '/off.html')
    await submitForm(visit.tab, ADA)
    await thanked(visit.tab)
    await moveOn(visit)
    expect(visit.sent()).not.toContain(ADA)
  })
})
