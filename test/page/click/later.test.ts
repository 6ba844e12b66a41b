// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest'
import { cookieOn, cookieWrites, setCookie } from '../../support/unit/browser'
import { newVisitor, visit } from '../../support/unit/page'
import { SHOP } from '../../support/unit/shop'
import { DAY_MS, elapse, sleep } from '../../support/unit/time'
import { daysWritten, expire, landing } from './click'

beforeEach(() => newVisitor())

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
