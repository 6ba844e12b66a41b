// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { define, refuseStorage, setCookie } from '../../support/unit/browser'
import { affiliate, type Edition } from '../../support/unit/page'
import { SHOP, useShop } from '../../support/unit/shop'
import { elapse } from '../../support/unit/time'
import { hubspotForm, open, paste, run, usePage } from './live'
import { watched } from './watch'

const { landing, calls } = useShop()
usePage()

const UNTOUCHED = 'Nothing was sent, nothing was changed.'
const DAY_MS = 864e5

describe.each<Edition>(['core', 'full'])('pasted where the %s edition runs, the development build', (edition) => {
  test.each(['line', 'text'] as const)('changes nothing, by %s', async (how) => {
    await open({ url: await landing(), edition, body: hubspotForm() })
    const instance = affiliate()
    const { touched, value } = await watched(() => paste(how))
    expect([touched, value.verdict.endsWith(UNTOUCHED)]).toEqual([[], true])
    await elapse(600_000)
    expect(calls).toEqual([])
    expect(affiliate()).toBe(instance)
    expect(instance.debug).toBeUndefined()
  })

  test('changes nothing before a yes, nor starts a page that waits', async () => {
    await open({ url: await landing(), edition, tag: { 'data-consent': 'required' }, body: hubspotForm() })
    expect((await watched(() => paste())).touched).toEqual([])
    affiliate().consent(true)
    expect((await paste()).verdict).toMatch(/^Click kept/)
  })

  test('changes nothing where conversions wait', async () => {
    await open({ url: await landing(), edition, tag: { 'data-publishable-key': '' } })
    void affiliate().track({ email: 'ada@acme.example' })
    const { touched, value } = await watched(() => paste())
    expect(touched).toEqual([])
    expect(value.diagnosis?.outbox).toHaveLength(1)
    expect(value.lines.join('\n')).toContain("1 conversion waits for the API's answer, the oldest from 5 Jan")
  })

  test('says the same a second time', async () => {
    await open({ url: await landing(), edition })
    expect((await paste()).lines).toEqual((await paste()).lines)
  })

  test('tells the same as data behind the verdict', async () => {
    const url = await landing()
    await open({ url, edition, tag: { 'data-cookie-days': '30' } })
    const { diagnosis } = await paste()
    expect(diagnosis).toMatchObject({
      version: affiliate().version,
      settings: { 'cookie-days': { value: '30', from: 'script tag' } },
      clickId: new URL(url).searchParams.get('irw_id'),
      clickFrom: 'first-address',
      keptIn: 'cookie',
      cookieDomain: 'shop.test',
      consent: 'granted',
      outbox: [],
    })
    expect(diagnosis?.messages.at(-1)?.code).toBe('verdict')
  })
})

describe('its verdict says', () => {
  test('which click is kept, for how long, and what would count', async () => {
    await open({ url: await landing(), body: hubspotForm() })
    vi.setSystemTime(Date.now() + 16 * DAY_MS)
    const { verdict, diagnosis } = await paste()
    expect(verdict).toMatch(
      /^Click kept \(\S{12}…?, from 5 Jan, 74 days left\)\. On this page the HubSpot form 1{8}-\S+ would count\. Nothing was sent/,
    )
    expect(diagnosis?.messages.at(-1)?.level).toBe('info')
  })

  test('that nothing of the page counts by itself', async () => {
    await open({ url: await landing() })
    expect((await paste()).verdict).toContain('No form of this page counts by itself')
  })

  test('that no click is kept', async () => {
    await open({ url: SHOP, body: hubspotForm() })
    const { verdict, codes, diagnosis } = await paste()
    expect(verdict).toMatch(
      /^No click is kept: this page came without irw_id\. On this page the HubSpot form \S+ would count with a click\./,
    )
    expect(codes).toContain('no-click')
    expect(diagnosis).toMatchObject({ clickId: null, clickFrom: null })
  })

  test('that a click waits for a yes', async () => {
    await open({ url: await landing(), tag: { 'data-consent': 'required' } })
    const { verdict, codes, diagnosis } = await paste()
    expect(verdict).toMatch(/^A click is here, and waits for the visitor's yes\./)
    expect(codes).toEqual(expect.arrayContaining(['click-waits', 'consent-pending']))
    expect(diagnosis).toMatchObject({ clickId: null, clickFrom: 'address', consent: 'undecided' })
  })

  test('that nothing is kept before a yes, where no click is to be seen', async () => {
    await open({ url: SHOP, tag: { 'data-consent': 'required' } })
    const { verdict, codes } = await paste()
    expect([verdict, codes]).toEqual([
      expect.stringMatching(/^No click is kept: this page came without irw_id\./),
      expect.arrayContaining(['live-consent', 'no-click']),
    ])
  })

  test('that it has failed, if it has', async () => {
    await open({ url: SHOP })
    define(document, 'baseURI', { get: () => 'http://[' })
    expect((await paste()).lines).toEqual([expect.stringContaining('The look has failed')])
    Reflect.deleteProperty(document, 'baseURI')
  })

  test('that a click waits for the platform that is named', async () => {
    await open({ url: await landing(), edition: 'full', tag: { 'data-consent': 'cookiebot' } })
    expect((await paste()).codes).toContain('platform-pending')
  })

  test('that the click was kept, and its cookie is gone', async () => {
    await open({ url: await landing() })
    document.cookie = '_introw_aff=; domain=shop.test; path=/; max-age=0'
    const { verdict, codes } = await paste()
    expect(verdict).toMatch(/^The click of this visit is not kept\./)
    expect(codes).toContain('live-removed')
  })

  test('that a click of the address was not kept', async () => {
    await open({ url: await landing() })
    affiliate().consent(false)
    const { verdict, codes } = await paste()
    expect([verdict, codes]).toEqual([
      expect.stringMatching(/^The click of this visit is not kept\./),
      expect.arrayContaining(['live-untaken']),
    ])
  })

  test('that no cookie holds', async () => {
    define(document, 'cookie', { get: () => '', set: () => {} })
    await open({ url: await landing() })
    expect((await paste()).verdict).toMatch(/^No cookie holds here/)
  })

  test('whose the cookie is', async () => {
    await open({ url: SHOP, before: () => setCookie('_introw_aff=aff_server; domain=shop.test; path=/') })
    expect((await paste()).verdict).toMatch(/^Click kept \(aff_server, set by your server, or by another page/)
  })

  test('what cannot be seen of npm', async () => {
    await run(await landing(), { body: hubspotForm() })
    const { verdict, codes } = await paste()
    expect(verdict).toContain('counts if it is named, in the tag or by init()')
    expect(codes).toContain('live-unseen')
  })

  test('nothing more where storage is refused', async () => {
    await open({ url: SHOP, before: refuseStorage })
    expect((await paste()).verdict).toMatch(/^No click is kept: this page came without irw_id\./)
  })
})
