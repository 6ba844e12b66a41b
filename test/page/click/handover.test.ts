// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest'
import { cookieOn, cookieWrites, setCookie } from '../../support/unit/browser'
import { arrive, newVisitor, visit } from '../../support/unit/page'
import { SHOP } from '../../support/unit/shop'
import { DAY_MS, elapse, sleep } from '../../support/unit/time'
import { daysWritten, expire, handed, landing } from './click'

const MINUTE_MS = 60_000

beforeEach(() => newVisitor())

describe('a click that another domain hands over', () => {
  test('is taken as the old one that it is: its days began where it was first seen', async () => {
    expect((await visit(handed('a', 10))).getClickId()).toBe('a')
    expect(daysWritten()).toBe(80)
    expect(cookieOn('https://app.shop.test/')).toBe('a')
    sleep(20 * DAY_MS)
    await visit(SHOP)
    await elapse(10_000)
    expect(daysWritten()).toBe(60)
  })

  test.each([
    ['in the query part of the hash', (url: string) => url.replace('?x=1&', '#/x?')],
    ['once more, in the hash', (url: string) => `${url}#/x?irw_h=1.1.b`],
    [
      'behind an old one, as a form that repeats the query sends it',
      (url: string) => url.replace('?', '?irw_h=1.1.b&'),
    ],
  ])('is found %s', async (_, change) => {
    expect((await visit(change(handed('a')))).getClickId()).toBe('a')
  })

  test('is found where a router has cut it, and on the page after it, which has come in time', async () => {
    expect((await visit(SHOP, { navigation: handed('a') })).getClickId()).toBe('a')
    newVisitor()
    expect((await visit(SHOP, { referrer: handed('a', 10, 2 * MINUTE_MS) })).getClickId()).toBe('a')
    newVisitor()
    expect((await visit(SHOP, { referrer: handed('a', 10, 4 * MINUTE_MS) })).getClickId()).toBeNull()
  })

  test('is found where the document’s own code has brought it, in time', async () => {
    const page = await visit(SHOP)
    history.pushState(null, '', handed('a'))
    expect(page.getClickId()).toBe('a')
  })

  test('is no new one after a reload, Back, or by a bookmark', async () => {
    const url = handed('a')
    await visit(url)
    sleep(10 * DAY_MS)
    for (const type of ['reload', 'back_forward', 'navigate'] as const)
      expect((await visit(url, { type })).getClickId()).toBe('a')
    await elapse(10_000)
    expect(daysWritten()).toBe(70)
    await visit(landing('b'))
    expect((await visit(url)).getClickId()).toBe('b')
  })

  test('makes way for a partner’s link, in the same address too', async () => {
    expect((await visit(`${handed('a')}&irw_id=b`)).getClickId()).toBe('b')
    expect(daysWritten()).toBe(90)
    newVisitor()
    await visit(handed('a'))
    expect((await visit(landing('b'))).getClickId()).toBe('b')
    expect(daysWritten()).toBe(90)
  })

  test('leaves the address bar, and nothing else of it', async () => {
    await visit(`${handed('a')}&y=%20#top`)
    await elapse(5_000)
    expect(location.href).toBe(`${SHOP}?x=1&y=%20#top`)
  })

  test('stays there with keep-url', async () => {
    const url = handed('a')
    await visit(url, { tag: { 'data-keep-url': 'on' } })
    await elapse(5_000)
    expect(location.href).toBe(url)
  })
})

describe('of two clicks that come by different ways', () => {
  test('the newer one is kept, whichever has come first', async () => {
    await visit(landing('own'))
    expect((await visit(handed('older', 1))).getClickId()).toBe('own')
    expect(cookieWrites.filter((write) => write.includes('older'))).toEqual([])
    sleep(5 * DAY_MS)
    expect((await visit(handed('newer', 1))).getClickId()).toBe('newer')
    expect(daysWritten()).toBe(89)
  })

  test('the address keeps neither', async () => {
    await visit(landing('own'))
    await visit(handed('older', 1))
    await elapse(5_000)
    expect(location.href).toBe(`${SHOP}?x=1`)
  })

  test('the own one makes way when its days are over', async () => {
    await visit(landing('own'))
    sleep(91 * DAY_MS)
    expect((await visit(handed('newer', 1))).getClickId()).toBe('newer')
  })

  test('one of unknown age is not replaced: a server, or another host of the site, has set it', async () => {
    await arrive(SHOP)
    setCookie('_introw_aff=theirs; path=/; domain=shop.test')
    expect((await visit(handed('a', 0))).getClickId()).toBe('theirs')
    expect(cookieWrites).toEqual([])
    await visit(landing('own'))
    setCookie('_introw_aff=theirs; path=/; domain=shop.test')
    sleep(DAY_MS)
    expect((await visit(handed('b', 0))).getClickId()).toBe('theirs')
  })

  test('that which the server has taken of this very address is noted with its age, and its cookie left', async () => {
    await arrive(SHOP)
    setCookie('_introw_aff=a; path=/; domain=shop.test')
    await visit(handed('a', 10))
    await elapse(5_000)
    expect(cookieWrites).toEqual([])
    expire()
    expect((await visit(handed('a', 10))).getClickId()).toBe('a')
    expect(daysWritten()).toBe(80)
  })
})

describe('a click that is handed over again', () => {
  test('counts for another day where nobody knows its age, and once its age is known, for what remains', async () => {
    await visit(handed('a', 89))
    expect(daysWritten()).toBe(1)
    sleep(3 * DAY_MS)
    expire()
    expect((await visit(handed('a', 89))).getClickId()).toBe('a')
    expect(daysWritten()).toBe(1)
    expect((await visit(handed('a', 13))).getClickId()).toBe('a')
    expect(daysWritten()).toBe(77)
    await visit(handed('a', 89))
    expect(daysWritten()).toBe(77)
  })

  test('brings back a newer one whose cookie is gone', async () => {
    await visit(landing('own'))
    sleep(8 * DAY_MS)
    expire()
    expect((await visit(handed('older', 10))).getClickId()).toBe('own')
    expect(daysWritten()).toBe(82)
  })
})

describe('no click is one', () => {
  const ago = (ms: number) => handed('a', 10, ms)
  const now = () => Date.now()
  test.each([
    ['more than 3 minutes ago', () => ago(3 * MINUTE_MS + 1)],
    ['in the future', () => ago(-1_000)],
    ['before it was first seen', () => handed('a', -1)],
    ['that is older than its days', () => handed('a', 91)],
    ['that was first seen at the beginning of time', () => `${SHOP}?irw_h=${Date.now()}.0.a`],
    ['with a broken escape', () => handed('%E0%A4%A')],
    ['with a control character', () => handed('a%0Ab')],
    ['with no id', () => handed('')],
    ['with a time that no clock shows', () => `${SHOP}?irw_h=${'9'.repeat(400)}.1.a`],
  ])('that was handed over %s; it leaves the address', async (_, address) => {
    const page = await visit(address())
    await elapse(5_000)
    expect(page.getClickId()).toBeNull()
    expect(cookieWrites).toEqual([])
    expect(localStorage.length).toBe(0)
    expect(location.href).not.toContain('irw_h')
  })

  test.each([
    () => '5',
    () => 'a',
    () => '',
    () => `${now()}`,
    () => `${now()}.${now()}`,
    () => `${now()}..a`,
    () => `-1.-2.a`,
    () => `1e3.1.a`,
  ])('in a parameter of the page’s own, which stays', async (value) => {
    const url = `${SHOP}?irw_h=${value()}`
    const page = await visit(url)
    await elapse(5_000)
    expect(page.getClickId()).toBeNull()
    expect(location.href).toBe(url)
  })

  test('where the browser tells no start of the document', async () => {
    const page = await visit(handed('a'), {
      before: () => Object.defineProperty(performance, 'timeOrigin', { configurable: true, value: undefined }),
    })
    expect(page.getClickId()).toBeNull()
  })
})
