// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest'
import { cookieWrites, setCookie } from '../../support/unit/browser'
import { arrive, newVisitor, visit } from '../../support/unit/page'
import { SHOP } from '../../support/unit/shop'
import { DAY_MS, elapse, sleep } from '../../support/unit/time'
import { daysWritten, expire, landing } from './click'

beforeEach(() => newVisitor())

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
