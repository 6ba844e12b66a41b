// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest'
import { cookieOn, refuseStorage, setCookie } from '../../support/unit/browser'
import { newVisitor, visit } from '../../support/unit/page'
import { SHOP } from '../../support/unit/shop'
import { DAY_MS, elapse, sleep } from '../../support/unit/time'
import { daysWritten, expire, landing } from './click'

beforeEach(() => newVisitor())

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
