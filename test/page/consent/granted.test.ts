// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import type { ConversionResult } from '../../../src/types'
import { cookieWrites } from '../../support/unit/browser'
import { load } from '../../support/unit/page'
import { EMAIL, SHOP, useShop } from '../../support/unit/shop'
import { elapse, settle } from '../../support/unit/time'
import { expectNothingKept, NOTHING, open } from './consent'

const { sandbox, calls, landing } = useShop()

describe('consent(true)', () => {
  test('keeps the click, sends what waited, and cleans the address bar', async () => {
    const url = await landing()
    const page = await open(url)
    const result = page.track({ email: EMAIL, properties: { plan: 'pro' } })
    await elapse(1_000)
    page.consent(true)
    expect(`${SHOP}?irw_id=${page.getClickId()}`).toBe(url)
    await elapse(3_000)
    expect((await result).status).toBe('recorded')
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL, properties: { plan: 'pro' } }])
    expect(location.href).toBe(SHOP)
  })

  test('keeps the click in the task of the call', async () => {
    const page = await open(await landing(), { isLoading: true })
    page.consent(true)
    expect(document.cookie).toContain('_introw_aff=')
  })

  test('sends what waited longer than its promise', async () => {
    const page = await open(await landing())
    const result = page.track({ email: EMAIL })
    await elapse(60_000)
    page.consent(true)
    await settle()
    expect((await result).status).toBe('queued')
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('late gives track() no more than its 3 seconds', async () => {
    sandbox.faults.add({ on: 'post', times: 1, kind: 'silence' })
    const page = await open(await landing())
    let result: ConversionResult | undefined
    void page.track({ email: EMAIL }).then((value) => (result = value))
    await elapse(2_500)
    page.consent(true)
    await elapse(499)
    expect([calls.length, result]).toEqual([1, undefined])
    await elapse(1)
    expect(result).toEqual({ status: 'queued', ...NOTHING, reason: 'undecided' })
  })

  test('sends what waited in the order of the calls', async () => {
    const page = await open(await landing())
    for (const n of [1, 2, 3]) void page.track({ properties: { n } })
    page.consent(true)
    await settle()
    expect(calls.map(({ body }) => body.properties?.n)).toEqual([1, 2, 3])
  })

  test('sends what the page passed at the time of the call', async () => {
    const page = await open(await landing())
    const conversion = { email: EMAIL, properties: { plan: 'pro' }, publishableKey: 'pk_call' }
    void page.track(conversion)
    conversion.email = 'changed@acme.example'
    conversion.properties.plan = 'changed'
    conversion.publishableKey = 'pk_changed'
    page.consent(true)
    await settle()
    expect(calls[0]?.body).toMatchObject({ email: EMAIL, properties: { plan: 'pro' } })
    expect(calls[0]?.headers.get('x-introw-publishable-key')).toBe('pk_call')
  })

  test('on the second page takes the click from the page before', async () => {
    const url = await landing()
    await open(url)
    const page = await open(`${SHOP}pricing`, { referrer: url })
    page.consent(true)
    expect(`${SHOP}?irw_id=${page.getClickId()}`).toBe(url)
  })

  test.each([
    'https://app.shop.test/?irw_id=a',
    'https://www.shop.test.evil.test/?irw_id=a',
    'http://www.shop.test/?irw_id=a',
    '',
  ])('takes no click from a page of another origin: %s', async (referrer) => {
    const page = await open(`${SHOP}pricing`, { referrer })
    page.consent(true)
    expect(page.getClickId()).toBeNull()
  })

  test('without a click keeps nothing', async () => {
    const page = await open(SHOP)
    page.consent(true)
    await elapse(10_000)
    await expectNothingKept()
    expect(await page.track()).toEqual({ status: 'ignored', ...NOTHING, reason: 'no-click' })
  })

  test('twice does what one call does', async () => {
    const page = await open(await landing())
    void page.track({ email: EMAIL })
    page.consent(true)
    page.consent(true)
    await settle()
    expect(calls).toHaveLength(1)
    expect(cookieWrites.filter((write) => write.includes('domain=shop.test'))).toHaveLength(1)
  })

  test('before load cleans the address bar no earlier than an idle moment after it', async () => {
    const page = await open(await landing(), { isLoading: true })
    page.consent(true)
    await elapse(10_000)
    expect(location.search).not.toBe('')
    load()
    await elapse(2_000)
    expect(location.search).toBe('')
  })
})
