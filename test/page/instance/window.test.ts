// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import type { Affiliate } from '../../../src/types'
import { KEY } from '../../support/unit/backend'
import { define } from '../../support/unit/browser'
import { arrive, importNpm, loadTag, visit } from '../../support/unit/page'
import { EMAIL, SHOP, useShop } from '../../support/unit/shop'
import { settle } from '../../support/unit/time'

const { sandbox, landing } = useShop()
interface Page {
  introw?: Record<string, unknown> & { affiliate?: Affiliate }
}
const page = window as unknown as Page

describe('window.introw', () => {
  test('keeps its other members', async () => {
    const other = { a: 1 }
    await visit(SHOP, { before: () => (page.introw = { portal: other }) })
    expect(page.introw?.portal).toBe(other)
  })

  test('has a foreign or older affiliate replaced, whose other members stay', async () => {
    const real = await visit(await landing(), {
      before: () => (page.introw = { affiliate: { getClickId: () => 'old', legacy: 1 } as unknown as Affiliate }),
    })
    expect(real.getClickId()).not.toBe('old')
    expect(real).toMatchObject({ legacy: 1, version: expect.any(String) })
  })

  test.each([
    ['frozen', () => Object.freeze({ portal: 1 })],
    [
      'with a read-only affiliate',
      () => Object.defineProperty({ portal: 1 }, 'affiliate', { value: 'theirs', enumerable: true }),
    ],
    [
      'with a setter that throws',
      () =>
        Object.defineProperty({ portal: 1 }, 'affiliate', {
          enumerable: true,
          get: () => undefined,
          set: () => {
            throw new Error('no')
          },
        }),
    ],
    ['sealed', () => Object.seal({ portal: 1 })],
  ])('%s is replaced by a new object with the old members', async (_how, make) => {
    const real = await visit(await landing(), { before: () => (page.introw = make() as Page['introw'] & object) })
    expect(typeof real.getClickId()).toBe('string')
    expect(page.introw?.portal).toBe(1)
  })

  test.each([null, 'text', 5, true, Symbol('s'), () => 1, []])(
    'taken by something else is replaced: %o',
    async (taken) => {
      const real = await visit(await landing(), { before: () => ((window as { introw?: unknown }).introw = taken) })
      expect(typeof real.getClickId()).toBe('string')
    },
  )

  test.each([
    [
      'its affiliate throws when it is read',
      {
        get affiliate() {
          throw new Error('no')
        },
      },
    ],
    [
      'a member of the foreign affiliate throws when it is read',
      {
        affiliate: {
          get legacy() {
            throw new Error('no')
          },
        },
      },
    ],
    [
      'another member throws when it is read',
      Object.freeze({
        get portal() {
          throw new Error('no')
        },
      }),
    ],
    ['the queue is no list', { affiliate: { queue: { length: 1 } } }],
  ])('throws nothing at the page, and init() answers, where %s', async (_what, introw) => {
    await arrive(await landing())
    ;(window as { introw?: unknown }).introw = introw
    await loadTag()
    const npm = await importNpm()
    const real = npm.init({ publishableKey: KEY })
    expect(typeof real.getClickId()).toBe('string')
    void real.track({ email: EMAIL })
    await settle()
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test("throws nothing where the property cannot be set, and npm's object answers", async () => {
    await arrive(await landing())
    define(window, 'introw', { value: Object.freeze({ portal: 1 }), writable: false })
    await loadTag()
    const npm = await importNpm()
    expect(typeof npm.init({ publishableKey: KEY }).getClickId()).toBe('string')
    expect(npm.getClickId()).not.toBeNull()
    expect(await npm.track({ email: EMAIL })).toMatchObject({ status: 'recorded' })
  })
})
