// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { cookieOn, cookieWrites } from '../../support/unit/browser'
import type { Affiliate } from '../../../src/types'
import { hide, load, newVisitor, visit } from '../../support/unit/page'
import { SHOP } from '../../support/unit/shop'
import { elapse } from '../../support/unit/time'
import { expire, landing } from './click'

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

describe('a landing page that was left before the script had come', () => {
  const left = { referrer: landing('before') }

  test('has its click on the next page, as one of that moment', async () => {
    await visit(landing('older'))
    expect((await visit(SHOP, left)).getClickId()).toBe('before')
    expect((await visit(SHOP)).getClickId()).toBe('before')
  })

  test('has it where the next page is left at once, too', async () => {
    await visit(SHOP, { ...left, isLoading: true })
    hide()
    expect((await visit(SHOP)).getClickId()).toBe('before')
  })

  test('has it once: a newer click is not replaced when its link is followed again', async () => {
    expect((await visit(SHOP, left)).getClickId()).toBe('before')
    await visit(landing('newer'))
    expect((await visit(SHOP, left)).getClickId()).toBe('newer')
  })

  test.each(['reload', 'back_forward', 'prerender'] as const)(
    'gives none to a document come to by %s',
    async (type) => {
      expect((await visit(SHOP, { ...left, type })).getClickId()).toBeNull()
    },
  )

  test('comes after the address of the page itself, now and as it was loaded', async () => {
    expect((await visit(landing('now'), left)).getClickId()).toBe('now')
    newVisitor()
    expect((await visit(SHOP, { ...left, navigation: landing('loaded') })).getClickId()).toBe('loaded')
  })

  test('overrules no "no" of the next page, which is loaded again', async () => {
    const page = await visit(SHOP, left)
    page.consent(false)
    expect((await visit(SHOP, { ...left, type: 'reload' })).getClickId()).toBeNull()
  })

  test.each([
    'https://app.shop.test/?irw_id=a',
    'https://www.shop.test.evil.test/?irw_id=a',
    'http://www.shop.test/?irw_id=a',
    'https://www.shop.test:8443/?irw_id=a',
    'https://www.shop.test/?irw_id=',
    'https://www.shop.test/?irw_id=%00',
    '',
  ])('is one of the same origin, with an id: "%s" is none', async (referrer) => {
    expect((await visit(SHOP, { referrer })).getClickId()).toBeNull()
  })
})

describe('an id that comes inside the document', () => {
  test('is a click: it replaces an older one, and leaves the address', async () => {
    const page = await visit(landing('older'))
    await elapse(5_000)
    history.pushState(null, '', landing('newer'))
    expect(page.getClickId()).toBe('newer')
    await elapse(5_000)
    expect(location.href).toBe(SHOP)
    expect((await visit(SHOP)).getClickId()).toBe('newer')
  })

  test.each([
    ['a conversion', (page: Affiliate) => void page.track()],
    ['the end of the page', () => hide()],
  ])('is looked for at %s', async (_, happen) => {
    const page = await visit(SHOP)
    await elapse(5_000)
    history.pushState(null, '', landing('newer'))
    happen(page)
    expect((await visit(SHOP)).getClickId()).toBe('newer')
  })

  test('is heard of where the browser tells of new addresses', async () => {
    const navigation = new EventTarget()
    await visit(SHOP, { before: () => vi.stubGlobal('navigation', navigation) })
    await elapse(5_000)
    history.pushState(null, '', landing('newer'))
    navigation.dispatchEvent(new Event('currententrychange'))
    history.pushState(null, '', SHOP)
    expect((await visit(SHOP)).getClickId()).toBe('newer')
  })

  test('waits for the visitor’s yes, and stays where it is until then', async () => {
    const page = await visit(SHOP, { tag: { 'data-consent': 'required' } })
    await elapse(5_000)
    history.pushState(null, '', landing('newer'))
    await elapse(5_000)
    expect(page.getClickId()).toBeNull()
    expect(location.href).toBe(landing('newer'))
    page.consent(true)
    expect(page.getClickId()).toBe('newer')
  })

  test('that was taken before replaces nothing: routers put the landing’s address back', async () => {
    const page = await visit(landing('older'))
    history.pushState(null, '', landing('newer'))
    expect(page.getClickId()).toBe('newer')
    history.pushState(null, '', landing('older'))
    expect(page.getClickId()).toBe('newer')
  })

  test('does not undo the "no" of a later page when Back restores this one', async () => {
    const page = await visit(landing('a'))
    history.pushState(null, '', landing('b'))
    expect(page.getClickId()).toBe('b')
    expire()
    localStorage.clear()
    for (const id of ['a', 'b', 'a']) {
      history.pushState(null, '', landing(id))
      expect(page.getClickId()).toBeNull()
    }
  })
})
