// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { cookieOn, setCookie } from '../../../support/unit/browser'
import { EMAIL, SHOP } from '../../../support/unit/shop'
import { elapse, now, settle } from '../../../support/unit/time'
import { A_NO, count, type Install, NOTHING, usePlatforms } from './consent'
import { PLATFORMS } from './platforms'

const { backend, sandbox, calls, landing, open } = usePlatforms()

const idOf = (url: string) => new URL(url).searchParams.get('irw_id')
const installs: readonly (readonly [Install, boolean])[] = [
  ['tag', true],
  ['tag', false],
  ['npm', true],
  ['npm', false],
]

describe.each(Object.entries(PLATFORMS))('behind %s', (name, platform) => {
  const { categories, marketing } = platform

  describe.each(installs)('by %s, with the platform there before us: %s', (install, isEarlier) => {
    const at = { install, isEarlier }

    test('nothing is written or sent before an answer, and all of it after a yes', async () => {
      const url = await landing()
      const counted = count(calls)
      const page = await open(name, platform, { ...at, url, visitor: 'new' })
      const result = page.track({ email: EMAIL })
      await elapse(60_000)
      expect(counted()).toEqual(NOTHING)
      expect(page.getClickId()).toBeNull()
      platform.answer(categories)
      await elapse(5_000)
      expect(page.getClickId()).toBe(idOf(url))
      expect(cookieOn(SHOP)).toBe(idOf(url))
      expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
      expect((await result).status).toBe('queued')
    })

    test('a no leaves nothing, and ends what waits', async () => {
      const counted = count(calls)
      const page = await open(name, platform, { ...at, url: await landing(), visitor: 'new' })
      const result = page.track({ email: EMAIL })
      platform.answer([])
      expect(await now(result)).toMatchObject({ status: 'ignored', reason: 'no-consent' })
      await elapse(60_000)
      expect(counted()).toEqual(A_NO)
      expect([localStorage.length, sessionStorage.length]).toEqual([0, 0])
    })

    test('an answer of last week is a yes or a no at once', async () => {
      const url = await landing()
      const yes = await open(name, platform, { ...at, url, visitor: 'yes' })
      expect(yes.getClickId()).toBe(idOf(url))
      const no = await open(name, platform, { ...at, url: `${SHOP}two`, visitor: 'no' })
      expect(await now(no.track())).toMatchObject({ reason: 'no-consent' })
      expect(cookieOn(SHOP)).toBeUndefined()
    })

    test('who need not be asked is a yes, since the platform says so', async () => {
      const url = await landing()
      const page = await open(name, platform, { ...at, url, visitor: 'unneeded' })
      expect(page.getClickId()).toBe(idOf(url))
    })

    test('a cookie of ours is no earlier yes', async () => {
      await open(name, platform, { ...at, url: await landing(), visitor: 'yes' })
      const counted = count(calls)
      const page = await open(name, platform, { ...at, url: `${SHOP}two`, visitor: 'new' })
      const result = page.track({ email: EMAIL })
      expect(page.getClickId()).toBeNull()
      await elapse(60_000)
      expect(counted()).toEqual(NOTHING)
      expect(await result).toMatchObject({ reason: 'undecided' })
    })
  })

  test('a yes on the second page keeps the click of the first', async () => {
    const url = await landing()
    const counted = count(calls)
    await open(name, platform, { url, visitor: 'new' })
    const page = await open(name, platform, { url: `${SHOP}two`, referrer: url, visitor: 'new' })
    await elapse(5_000)
    expect(counted()).toEqual(NOTHING)
    platform.answer(categories)
    await settle()
    expect(page.getClickId()).toBe(idOf(url))
  })

  test('a no after a yes deletes all, also what was found on a later page', async () => {
    await open(name, platform, { url: await landing(), visitor: 'yes' })
    const page = await open(name, platform, { url: `${SHOP}two`, visitor: 'yes' })
    sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'status', status: 503 })
    void page.track({ email: EMAIL })
    await settle()
    platform.answer([])
    await settle()
    expect([document.cookie.includes('_introw_aff'), localStorage.length]).toEqual([false, 0])
    expect(page.getClickId()).toBeNull()
  })

  test('a yes after a no on the page that found it keeps the click', async () => {
    const url = await landing()
    const page = await open(name, platform, { url, visitor: 'new' })
    platform.answer([])
    await settle()
    expect(page.getClickId()).toBeNull()
    platform.answer(categories)
    await settle()
    expect(page.getClickId()).toBe(idOf(url))
  })

  test('a yes to other categories alone is a no', async () => {
    const page = await open(name, platform, { url: await landing(), visitor: 'new' })
    platform.answer(categories.filter((category) => category !== marketing.at(-1)))
    expect(await now(page.track())).toMatchObject({ reason: 'no-consent' })
  })

  test.each(['tag', 'npm'] as const)('the merchant’s own category decides, by %s', async (install) => {
    const other = categories.find((category) => !marketing.includes(category)) ?? ''
    const url = await landing()
    const page = await open(name, platform, { install, url, category: other, visitor: 'new' })
    platform.answer(marketing)
    await settle()
    expect(page.getClickId()).toBeNull()
    platform.answer([other])
    await settle()
    expect(page.getClickId()).toBe(idOf(url))
  })

  test('of two categories both have to be granted, and one that it does not know is none', async () => {
    const page = await open(name, platform, {
      url: await landing(),
      category: `${marketing.join()}, other`,
      visitor: 'new',
    })
    platform.answer(categories)
    await settle()
    expect(page.getClickId()).toBeNull()
  })

  test.each(['tag', 'npm'] as const)('whose script is blocked the visitor stays undecided, by %s', async (install) => {
    await open(name, platform, { install, url: await landing(), visitor: 'yes' })
    const counted = count(calls)
    const page = await open(name, platform, { install, url: `${SHOP}?irw_id=${await backend.click()}` })
    const result = page.track({ email: EMAIL })
    await elapse(60_000)
    expect(counted()).toEqual(NOTHING)
    expect(page.getClickId()).toBeNull()
    expect(await result).toMatchObject({ reason: 'undecided' })
  })

  test('a cookie of the merchant’s server is no yes either', async () => {
    const page = await open(name, platform, {
      before: () => setCookie('_introw_aff=a; path=/'),
      visitor: 'new',
    })
    await elapse(5_000)
    expect(page.getClickId()).toBeNull()
    platform.answer(categories)
    await settle()
    expect(page.getClickId()).toBe('a')
  })
})
