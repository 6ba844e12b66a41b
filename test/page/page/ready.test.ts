// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { visit } from '../../support/unit/page'
import { SHOP, useShop } from '../../support/unit/shop'

const { landing } = useShop()

describe('ready()', () => {
  test('calls back with the object once the landing page was read', async () => {
    const real = await visit(await landing())
    let id: string | null = null
    real.ready((object) => (id = object.getClickId()))
    expect(id).toBe(real.getClickId())
    expect(id).not.toBeNull()
  })

  test('swallows what its callback throws, and what is no function', async () => {
    const real = await visit(SHOP)
    expect(() => {
      real.ready(() => {
        throw new Error('theirs')
      })
      real.ready(undefined as unknown as () => void)
      real.ready('text' as unknown as () => void)
    }).not.toThrow()
  })
})
