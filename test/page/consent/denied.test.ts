// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { cookieWrites, setCookie } from '../../support/unit/browser'
import { arrive, visit } from '../../support/unit/page'
import { EMAIL, SHOP, useShop } from '../../support/unit/shop'
import { elapse, settle } from '../../support/unit/time'
import { expectNothingKept, NOTHING, open, REQUIRED } from './consent'

const { backend, sandbox, calls, landing } = useShop()

describe('consent(false)', () => {
  test('deletes cookie, record and outbox, and settles what waited', async () => {
    sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'status', status: 500 })
    const page = await visit(await landing())
    void page.track({ email: EMAIL })
    await settle()
    page.consent(false)
    await expectNothingKept()
    expect(page.getClickId()).toBeNull()
    calls.length = 0
    await elapse(3_600_000)
    expect(calls).toEqual([])
    await expectNothingKept()
  })

  test('ignores conversions that waited for the decision', async () => {
    const page = await open(await landing())
    const result = page.track({ email: EMAIL })
    page.consent(false)
    expect(await result).toEqual({ status: 'ignored', ...NOTHING, reason: 'no-consent' })
    await elapse(10_000)
    expect(calls).toEqual([])
  })

  test('ignores conversions that come after it', async () => {
    const page = await visit(await landing())
    page.consent(false)
    expect(await page.track({ email: EMAIL })).toEqual({ status: 'ignored', ...NOTHING, reason: 'no-consent' })
    expect(calls).toEqual([])
  })

  test('deletes a cookie on every domain that may hold it', async () => {
    await arrive(SHOP)
    setCookie('_introw_aff=a; path=/; domain=shop.test')
    setCookie('_introw_aff=b; path=/')
    ;(await visit(SHOP)).consent(false)
    expect(document.cookie).toBe('')
  })

  test('leaves the URL its parameter', async () => {
    const url = await landing()
    ;(await open(url)).consent(false)
    await elapse(10_000)
    expect(location.href).toBe(url)
  })

  test('followed by a yes on the same page loses no click: platforms say no before the visitor has decided', async () => {
    const url = await landing()
    const page = await open(url)
    page.consent(false)
    await elapse(5_000)
    await expectNothingKept()
    page.consent(true)
    expect(`${SHOP}?irw_id=${page.getClickId()}`).toBe(url)
    void page.track({ email: EMAIL })
    await elapse(5_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
    expect(location.href).toBe(SHOP)
  })

  test('after a yes, and a yes again, keeps the landing page’s click', async () => {
    const url = await landing()
    const page = await open(url)
    for (const granted of [true, false, true]) page.consent(granted)
    await elapse(5_000)
    expect(`${SHOP}?irw_id=${page.getClickId()}`).toBe(url)
  })

  test('is not the last word on a conversion that is tracked again after a yes', async () => {
    sandbox.faults.add({ on: 'post', times: 1, kind: 'silence' })
    const page = await open(await landing())
    page.consent(true)
    const before = page.track({ email: EMAIL })
    await settle()
    page.consent(false)
    expect(await before).toMatchObject({ status: 'ignored', reason: 'no-consent' })
    page.consent(true)
    const result = page.track({ email: EMAIL })
    await elapse(3_000)
    expect((await result).status).toBe('recorded')
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test.each([REQUIRED, {}])(
    'followed by a yes loses no click that only the navigation entry knows, though an older one has a cookie: %j',
    async (options) => {
      ;(await visit(await landing(), options)).consent(true)
      await elapse(5_000)
      const newer = await backend.click()
      const page = await visit(`${SHOP}two`, { ...options, navigation: `${SHOP}?irw_id=${newer}` })
      page.consent(false)
      page.consent(true)
      expect(page.getClickId()).toBe(newer)
    },
  )

  test.each([REQUIRED, {}])('on a later page is not undone by Back to the landing page: %j', async (options) => {
    ;(await visit(await landing(), options)).consent(true)
    await elapse(5_000)
    const later = await visit(`${SHOP}two`, {
      ...options,
      isBeside: true,
      before: () => Reflect.deleteProperty(window, 'introw'),
    })
    later.consent(false)
    await expectNothingKept()
    window.dispatchEvent(new Event('pageshow'))
    await elapse(5_000)
    await expectNothingKept()
  })

  test('is forgotten by the next page, which has no cookie to remember it by', async () => {
    ;(await open(await landing())).consent(false)
    const page = await open(SHOP)
    const result = page.track()
    await elapse(3_000)
    expect(await result).toMatchObject({ reason: 'undecided' })
  })

  test('on a page without anything of ours writes nothing', async () => {
    ;(await open(SHOP)).consent(false)
    await elapse(10_000)
    expect(cookieWrites).toEqual([])
    await expectNothingKept()
  })

  test('where consent is granted by default works all the same', async () => {
    const page = await visit(await landing())
    page.consent(false)
    await elapse(10_000)
    await expectNothingKept()
  })
})
