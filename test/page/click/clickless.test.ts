// @vitest-environment happy-dom
import { beforeEach, describe, expect, test } from 'vitest'
import { cookieWrites, define, watchStorage } from '../../support/unit/browser'
import { load, newVisitor, visit } from '../../support/unit/page'
import { SHOP } from '../../support/unit/shop'
import { elapse } from '../../support/unit/time'

beforeEach(() => newVisitor())

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

  test('never looks at the cookies', async () => {
    const { get, set } = Object.getOwnPropertyDescriptor(document, 'cookie') ?? {}
    let looks = 0
    const look = () => {
      looks += 1
      return get?.call(document) as string
    }
    define(document, 'cookie', { get: look, ...(set && { set }) })
    await visit(SHOP)
    await elapse(10_000)
    expect(looks).toBe(0)
  })

  test('writes no cookie, not even to try', async () => {
    await visit('https://www.shop.test/')
    await elapse(10_000)
    expect(cookieWrites).toEqual([])
  })
})
