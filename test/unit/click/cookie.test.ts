// @vitest-environment happy-dom
import fc from 'fast-check'
import { beforeEach, describe, test } from 'vitest'
import { cookieWrites } from '../../support/unit/browser'
import { attributesOf, clickIds } from '../../support/unit/cookie'
import { arrive, newVisitor } from '../../support/unit/page'
import { NUM_RUNS } from '../../support/unit/runs'

beforeEach(() => newVisitor())

describe('any value', () => {
  test('comes back exactly, and injects no attribute', async () => {
    await arrive('https://www.shop.test/')
    const { readCookie, writeCookie } = await import('../../../src/click/cookie')
    const names = ['domain', 'max-age', 'path', 'samesite', 'secure']
    fc.assert(
      fc.property(clickIds, (id) => {
        cookieWrites.length = 0
        writeCookie(id, 90, undefined)
        const areHarmless = cookieWrites.every((write) => {
          const attributes = Object.keys(attributesOf(write))
          return (
            attributes.every((name) => names.includes(name)) &&
            attributes.length <= names.length &&
            !/[\0-\x1f\x7f]/.test(write)
          )
        })
        const [value] = (cookieWrites.at(-1) ?? '').replace('_introw_aff=', '').split(';')
        const isPlain = /^[\w.~!*'()%-]*$/.test(value ?? '')
        return readCookie() === id && decodeURIComponent(value ?? '') === id && areHarmless && isPlain
      }),
      { numRuns: NUM_RUNS },
    )
  })
})
