// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { KEY } from '../../../support/unit/backend'
import { hide, visit } from '../../../support/unit/page'
import { SHOP } from '../../../support/unit/shop'
import { elapse, now } from '../../../support/unit/time'
import { VENDORS } from './told'
import { importIntegrations, tell, type Told, useVendors } from './vendor'

const { calls, land, landing, landFull, conversions } = useVendors()

describe.each(Object.entries(VENDORS))('%s', (_, vendor) => {
  const { setting, success, counts, countsNot, email, properties } = vendor

  test('counts once what it has accepted, with its ids, and written in the task of the message', async () => {
    await landFull({ [`data-${setting}`]: 'on' })
    tell(success)
    expect(localStorage.getItem('_introw_aff')).toContain(
      JSON.stringify(Object.keys(properties)[0]).replaceAll('"', '\\"'),
    )
    tell(success)
    await elapse(10_000)
    expect(conversions()).toEqual([{ email: email ?? null, properties }])
    expect(calls).toHaveLength(1)
  })

  test('is sent when the page goes at once', async () => {
    await landFull({ [`data-${setting}`]: 'on' })
    tell(success)
    hide()
    await elapse(0)
    expect(calls).toHaveLength(1)
  })

  test('counts before the page has loaded', async () => {
    const tag = { 'data-publishable-key': KEY, [`data-${setting}`]: 'on' }
    await visit(await landing(), { edition: 'full', tag, isLoading: true })
    tell(success)
    expect(localStorage.getItem('_introw_aff')).toContain('heldFor')
    await elapse(10_000)
    expect(calls).toHaveLength(1)
  })

  test('is forgotten with a no', async () => {
    const affiliate = await landFull({ [`data-${setting}`]: 'on', 'data-consent': 'required' })
    tell(success)
    affiliate.consent(false)
    affiliate.consent(true)
    await elapse(10_000)
    expect(calls).toEqual([])
  })

  test.each(counts)('counts where it is named: %s', async (text) => {
    await landFull({ [`data-${setting}`]: text })
    tell(success)
    await elapse(10_000)
    expect(calls).toHaveLength(1)
  })

  test.each(countsNot)('counts not where something else is: %s', async (text) => {
    await landFull({ [`data-${setting}`]: text })
    tell(success)
    await elapse(10_000)
    expect(calls).toEqual([])
  })

  test('counts from npm where its function is in the list, and else not', async () => {
    const integrations = await importIntegrations()
    await land({ options: { publishableKey: KEY } })
    tell(success)
    await elapse(10_000)
    expect(calls).toEqual([])
    await visit(await landing(), { options: { publishableKey: KEY, integrations: [integrations[vendor.option]()] } })
    tell(success)
    await elapse(10_000)
    expect(calls).toHaveLength(1)
  })

  test('waits for the visitor’s decision, and is sent with a yes', async () => {
    const affiliate = await landFull({ [`data-${setting}`]: 'on', 'data-consent': 'required' })
    tell(success)
    await elapse(10_000)
    expect(calls).toEqual([])
    expect(localStorage.length).toBe(0)
    affiliate.consent(true)
    await elapse(10_000)
    expect(calls).toHaveLength(1)
  })

  test('is completed by a track() of the merchant’s', async () => {
    const affiliate = await landFull({ [`data-${setting}`]: 'on' })
    tell(success)
    expect(await now(affiliate.track({ email: 'mine@acme.example' }))).toMatchObject({ status: 'recorded' })
    await elapse(10_000)
    expect(conversions()).toEqual([{ email: 'mine@acme.example', properties }])
    expect(calls).toHaveLength(1)
  })

  test('is nothing without a click', async () => {
    await visit(SHOP, { edition: 'full', tag: { 'data-publishable-key': KEY, [`data-${setting}`]: 'on' } })
    tell(success)
    await elapse(10_000)
    expect(calls).toEqual([])
    expect(localStorage.length).toBe(0)
  })
})

describe('a list with nothing in it', () => {
  const nameless = {
    src: 'https://calendly.com/',
    origin: 'https://calendly.com',
    data: VENDORS.Calendly?.success.data,
  }

  test.each([[''], [[]], [' , '], [['']]])('of npm counts nothing: %j', async (counted) => {
    const { calendly } = await importIntegrations()
    await land({ options: { publishableKey: KEY, integrations: [calendly(counted)] } })
    tell(VENDORS.Calendly?.success as Told)
    tell(nameless)
    await elapse(10_000)
    expect(calls).toEqual([])
  })

  test('a comma at its end counts no more than what is before it', async () => {
    await landFull({ 'data-calendly': 'acme,' })
    tell(nameless)
    await elapse(10_000)
    expect(calls).toEqual([])
  })
})

describe('a link of Cal.com’s', () => {
  test.each([
    ['/acme/demo/embed?embed=', 'acme/demo', 'acme'],
    ['//acme/demo/embed?embed=', 'acme/demo', 'acme'],
    ['/acme/demo//embed?embed=', 'acme/demo', 'acme'],
    ['/acme/demo-embed?embed=', 'acme/demo-embed', 'acme'],
    ['/acme/embed?embed=demo', 'acme', 'acme'],
    ['/team/acme/demo/embed?embed=', 'team/acme/demo', 'acme'],
  ])('is known in the address that its embed makes of it: %s', async (path, link, account) => {
    const booking = { ...VENDORS['Cal.com']?.success, src: `https://app.cal.com${path}` } as Told
    for (const [counted, count] of [
      [link, 1],
      [account, 1],
      ['team', 0],
      [`${link}-other`, 0],
    ] as const) {
      calls.length = 0
      await landFull({ 'data-cal-com': counted })
      tell(booking)
      await elapse(10_000)
      expect([counted, calls.length]).toEqual([counted, count])
    }
  })
})

describe('a self-hosted Cal.com', () => {
  const at = (host: string) => ({
    src: `https://${host}/acme/demo/embed?embed=demo`,
    origin: `https://${host}`,
    data: VENDORS['Cal.com']?.success.data,
  })

  test('counts where its host is named, and that host alone', async () => {
    await landFull({ 'data-cal-com': 'cal.acme.example' })
    tell(at('cal.evil.test'))
    tell({ ...at('cal.acme.example'), origin: 'https://evil.test' })
    await elapse(10_000)
    expect(calls).toEqual([])
    tell(at('cal.acme.example'))
    await elapse(10_000)
    expect(conversions()).toEqual([{ email: null, properties: { calComBooking: 'uid1' } }])
  })

  test.each(['on', 'acme', 'acme/demo'])('counts not where it is not: %s', async (text) => {
    await landFull({ 'data-cal-com': text })
    tell(at('cal.acme.example'))
    await elapse(10_000)
    expect(calls).toEqual([])
  })
})
