// @vitest-environment happy-dom
// Longer than 200 lines: one chapter of the specification, to be read from top to bottom.
import { beforeEach, describe, expect, test, vi } from 'vitest'
import {
  arrive,
  cookieOn,
  cookieWrites,
  load,
  newVisitor,
  refuseStorage,
  setCookie,
  visit,
  watchStorage,
} from '../support/unit/page'
import { DAY_MS, elapse, sleep } from '../support/unit/time'

const SHOP = 'https://www.shop.test/'
const landing = (id: string) => `${SHOP}?irw_id=${id}`
const expire = (domain = '; domain=shop.test') =>
  setCookie(`_introw_aff=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT${domain}`)
const daysWritten = () => {
  const expires = /expires=([^;]+)/i.exec(cookieWrites.at(-1) ?? '')?.[1]
  return expires === undefined ? undefined : Math.round((Date.parse(expires) - Date.now()) / DAY_MS)
}

beforeEach(() => newVisitor())

describe('landing', () => {
  test('the query comes before the hash', async () => {
    expect((await visit(`${SHOP}?irw_id=query#/x?irw_id=hash`)).getClickId()).toBe('query')
  })

  test('the query part of the hash is read', async () => {
    expect((await visit(`${SHOP}#/x?irw_id=hash`)).getClickId()).toBe('hash')
  })

  test('the address bar comes before the URL that the document was loaded from', async () => {
    expect((await visit(landing('bar'), { navigation: landing('loaded') })).getClickId()).toBe('bar')
  })

  test('what a router has cut is found in the URL that the document was loaded from', async () => {
    const page = await visit(SHOP, { navigation: landing('loaded') })
    expect(page.getClickId()).toBe('loaded')
    expect(cookieOn('https://app.shop.test/')).toBe('loaded')
  })

  test('that URL is read once, and not while the script is evaluated', async () => {
    const page = await visit(SHOP, { navigation: landing('loaded'), isLoading: true })
    expect(performance.getEntriesByType).not.toHaveBeenCalled()
    page.getClickId()
    load()
    await elapse(10_000)
    page.getClickId()
    expect(performance.getEntriesByType).toHaveBeenCalledTimes(1)
  })

  test('the page before is not asked where consent is granted', async () => {
    expect((await visit(SHOP, { referrer: landing('before') })).getClickId()).toBeNull()
  })

  test.each(['', 'a%0Ab', '%', 'x'.repeat(257)])('a parameter that is no id is no click: "%s"', async (value) => {
    const page = await visit(`${SHOP}?irw_id=${value}`)
    await elapse(5_000)
    expect(page.getClickId()).toBeNull()
    expect(cookieWrites).toEqual([])
    expect(localStorage.length).toBe(0)
  })

  test('a page without performance entries goes on', async () => {
    const page = await visit(SHOP, {
      before: () => {
        vi.spyOn(performance, 'getEntriesByType').mockImplementation(() => {
          throw new Error('no')
        })
      },
    })
    expect(page.getClickId()).toBeNull()
  })
})

describe('a click', () => {
  test('is kept for the next page', async () => {
    await visit(landing('a'))
    expect((await visit(SHOP)).getClickId()).toBe('a')
  })

  test('makes way for a later one', async () => {
    await visit(landing('a'))
    await visit(landing('b'))
    expect((await visit(SHOP)).getClickId()).toBe('b')
  })

  test('that was taken before never replaces a newer one', async () => {
    await visit(landing('a'))
    await visit(landing('b'))
    expect((await visit(landing('a'))).getClickId()).toBe('b')
    expect((await visit(SHOP)).getClickId()).toBe('b')
  })

  test('that was taken before and is not the newest never comes back, not even where the newest has lost its cookie', async () => {
    await visit(landing('a'))
    await visit(landing('b'))
    expire()
    expect((await visit(landing('a'))).getClickId()).toBeNull()
  })

  test('that was taken before gets no new lease by a reload', async () => {
    await visit(landing('a'))
    sleep(10 * DAY_MS)
    await visit(landing('a'))
    await elapse(1_000)
    expect(daysWritten()).toBe(80)
  })

  test('comes back with its remaining days where its cookie is gone', async () => {
    await visit(landing('a'))
    sleep(30 * DAY_MS)
    expire()
    expect((await visit(landing('a'))).getClickId()).toBe('a')
    expect(daysWritten()).toBe(60)
  })

  test('does not come back once its days are over', async () => {
    await visit(landing('a'))
    sleep(91 * DAY_MS)
    const page = await visit(landing('a'))
    await elapse(1_000)
    expect(page.getClickId()).toBeNull()
    expect((await visit(SHOP)).getClickId()).toBeNull()
  })

  test('is remembered as taken among the last 20', async () => {
    for (let index = 0; index < 21; index++) await visit(landing(`id${index}`))
    await visit(landing('id1'))
    expect((await visit(SHOP)).getClickId()).toBe('id20')
    await visit(landing('id0'))
    expect((await visit(SHOP)).getClickId()).toBe('id0')
  })

  test('that lands again after another has landed elsewhere is told by the cookie, not by the record', async () => {
    await visit(landing('a'))
    setCookie('_introw_aff=newer; path=/; domain=shop.test')
    expect((await visit(landing('a'))).getClickId()).toBe('newer')
  })

  test('is read from the cookie when it is asked for', async () => {
    const page = await visit(landing('a'))
    setCookie('_introw_aff=b; path=/; domain=shop.test')
    expect(page.getClickId()).toBe('b')
    expire()
    expect(page.getClickId()).toBeNull()
  })

  test('is kept, for all that, where storage is refused', async () => {
    const page = await visit(landing('a'), { before: refuseStorage })
    expect(page.getClickId()).toBe('a')
    expect(cookieOn(SHOP)).toBe('a')
  })

  test.each([
    '{',
    'null',
    '[]',
    '{"c":1,"s":2,"o":3}',
    '{"c":null,"s":"b","o":[]}',
    '"text"',
    '{"s":[null],"o":[null]}',
    '',
  ])('is taken over damaged storage: %s', async (damaged) => {
    localStorage.setItem('_introw_aff', damaged)
    expect((await visit(landing('a'))).getClickId()).toBe('a')
    expect((await visit(SHOP)).getClickId()).toBe('a')
  })
})

describe('on a later visit', () => {
  test('our own cookie is written again with the time that remains, once a page', async () => {
    await visit(landing('a'))
    sleep(6 * DAY_MS)
    cookieWrites.length = 0
    await visit(SHOP)
    await elapse(10_000)
    expect(daysWritten()).toBe(84)
    expect(cookieWrites).toHaveLength(1)
    expect(cookieWrites[0]).toContain('domain=shop.test')
    expect(cookieOn('https://app.shop.test/')).toBe('a')
  })

  test('the written time is that of the setting of the moment', async () => {
    await visit(landing('a'))
    sleep(6 * DAY_MS)
    await visit(SHOP, { tag: { 'data-cookie-days': '30' } })
    await elapse(10_000)
    expect(daysWritten()).toBe(24)
  })

  test('it is left alone when its days are over by a shorter setting', async () => {
    await visit(landing('a'))
    sleep(6 * DAY_MS)
    cookieWrites.length = 0
    await visit(SHOP, { tag: { 'data-cookie-days': '5' } })
    await elapse(10_000)
    expect(cookieWrites).toEqual([])
  })

  test('it is left alone when it holds another value', async () => {
    await visit(landing('a'))
    setCookie('_introw_aff=theirs; path=/; domain=shop.test')
    cookieWrites.length = 0
    await visit(SHOP)
    await elapse(10_000)
    expect(cookieWrites).toEqual([])
  })

  test('it is left alone when it is gone: somebody has deleted it', async () => {
    await visit(landing('a'))
    expire()
    cookieWrites.length = 0
    await visit(SHOP)
    await elapse(10_000)
    expect(cookieWrites).toEqual([])
  })

  test('a host-only cookie stays host-only', async () => {
    await visit(landing('a'), { tag: { 'data-cookie-domain': 'host' } })
    sleep(DAY_MS)
    cookieWrites.length = 0
    await visit(SHOP)
    await elapse(10_000)
    expect(cookieWrites).toHaveLength(1)
    expect(cookieOn('https://app.shop.test/')).toBeUndefined()
    expect(document.cookie.match(/_introw_aff/g)).toHaveLength(1)
  })
})

describe("the merchant's server", () => {
  const serve = (id: string) => setCookie(`_introw_aff=${id}; path=/; domain=shop.test; max-age=7776000`)

  test('has set the cookie: it is read and never rewritten', async () => {
    await arrive(SHOP)
    serve('a')
    expect((await visit(landing('a'))).getClickId()).toBe('a')
    await elapse(10_000)
    sleep(6 * DAY_MS)
    await visit(SHOP)
    await elapse(10_000)
    await visit(landing('a'))
    await elapse(10_000)
    expect(cookieWrites).toEqual([])
  })

  test('has set a host-only cookie: it gets no twin', async () => {
    await arrive(SHOP)
    setCookie('_introw_aff=a; path=/; max-age=7776000')
    await visit(landing('a'))
    await elapse(10_000)
    expect(cookieWrites).toEqual([])
    expect(document.cookie).toBe('_introw_aff=a')
  })

  test('has set it without a landing page: it is read and never rewritten', async () => {
    await arrive(SHOP)
    serve('a')
    expect((await visit(SHOP)).getClickId()).toBe('a')
    await elapse(10_000)
    expect(cookieWrites).toEqual([])
  })

  test('has set it and lost it: the landing page brings it back with its remaining days', async () => {
    await arrive(SHOP)
    serve('a')
    await visit(landing('a'))
    sleep(10 * DAY_MS)
    expire()
    expect((await visit(landing('a'))).getClickId()).toBe('a')
    expect(daysWritten()).toBe(80)
  })

  test('has an older click in it: the landing page replaces it', async () => {
    await arrive(SHOP)
    serve('old')
    expect((await visit(landing('new'))).getClickId()).toBe('new')
    expect(document.cookie).toBe('_introw_aff=new')
  })
})

describe('a page without a click', () => {
  test('reads storage once and writes nothing', async () => {
    const calls = watchStorage()
    await visit(SHOP, { isLoading: true })
    expect(calls).toEqual([])
    load()
    await elapse(10_000)
    expect(calls).toEqual(['getItem'])
  })

  test('looks at storage only at an idle moment after load, or after 3 seconds', async () => {
    const calls = watchStorage()
    await visit(SHOP, { isLoading: true })
    await elapse(2_999)
    expect(calls).toEqual([])
    await elapse(1)
    expect(calls).toContain('getItem')
  })
})

describe('the address bar', () => {
  test('is cleaned at an idle moment after load, and not before', async () => {
    await visit(`${SHOP}?x=a%20b&irw_id=a&flag#h`, { isLoading: true })
    await elapse(10_000)
    expect(location.href).toBe(`${SHOP}?x=a%20b&irw_id=a&flag#h`)
    load()
    expect(location.href).toContain('irw_id')
    await elapse(2_000)
    expect(location.href).toBe(`${SHOP}?x=a%20b&flag#h`)
  })

  test.each(['a', 'taken-before', ''])('is cleaned whether or not its id counts: "%s"', async (id) => {
    await visit(landing('taken-before'))
    await visit(landing('newer'))
    await visit(landing(id))
    await elapse(2_000)
    expect(location.href).toBe(SHOP)
  })

  test('is left alone with keep-url', async () => {
    await visit(landing('a'), { tag: { 'data-keep-url': 'on' } })
    await elapse(5_000)
    expect(location.href).toBe(landing('a'))
  })

  test('is not touched on a page without the parameter', async () => {
    const replace = vi.spyOn(history, 'replaceState')
    await visit(SHOP)
    replace.mockClear()
    await elapse(5_000)
    expect(replace).not.toHaveBeenCalled()
  })

  test("keeps the page's own history state, its URLs cleaned too", async () => {
    await visit(landing('a'))
    history.replaceState({ current: '/?irw_id=a', back: null, position: 3, nested: { a: 1 } }, '', landing('a'))
    await elapse(2_000)
    expect(history.state).toEqual({ current: '/', back: null, position: 3, nested: { a: 1 } })
  })

  test.each([[null], ['text'], [5], [[1, 2]]])('leaves a state that is no object as it is: %j', async (state) => {
    await visit(landing('a'))
    history.replaceState(state, '', landing('a'))
    await elapse(2_000)
    expect(history.state).toEqual(state)
    expect(location.href).toBe(SHOP)
  })

  test('is looked at again when a server has had time to answer a click, where nothing else tells of a refresh', async () => {
    await visit(landing('a'))
    await elapse(2_000)
    expect(location.href).toBe(SHOP)
    window.dispatchEvent(new Event('click'))
    await elapse(2_500)
    history.replaceState(null, '', landing('a'))
    await elapse(1_000)
    expect(location.href).toBe(SHOP)
  })

  test("leaves Next.js's mark in the state, so that a navigation of its router goes on", async () => {
    await visit(landing('a'))
    const state = { __NA: true, __PRIVATE_NEXTJS_INTERNALS_TREE: { tree: 1 } }
    history.replaceState(state, '', landing('a'))
    const replace = vi.spyOn(history, 'replaceState')
    await elapse(2_000)
    expect(replace.mock.calls).toEqual([[state, '', SHOP]])
  })

  test('stays as it is where the browser refuses', async () => {
    const page = await visit(landing('a'))
    const replace = vi.spyOn(history, 'replaceState').mockImplementation(() => {
      throw new DOMException('Too many calls', 'SecurityError')
    })
    await elapse(5_000)
    expect(replace).toHaveBeenCalled()
    expect(page.getClickId()).toBe('a')
  })
})
