// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { cookieOn, cookieWrites } from '../../support/unit/browser'
import { load, newVisitor, visit } from '../../support/unit/page'
import { SHOP } from '../../support/unit/shop'
import { elapse } from '../../support/unit/time'
import { landing } from './click'

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
