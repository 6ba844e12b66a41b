// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { affiliate, arrive, importIntegrations, importNpm, visit } from '../../../support/unit/page'
import { SHOP } from '../../../support/unit/shop'
import { sleep } from '../../../support/unit/time'
import { decorated, LINKS, OTHER, pair, useLinks } from './links'

const { landFull } = useLinks()

describe('decorate', () => {
  test('gives an address the click, for what no listener sees', async () => {
    await landFull(LINKS)
    expect(affiliate().decorate?.(OTHER)).toBe(decorated())
    expect(affiliate().decorate?.('//other.io')).toBe(`//other.io?${pair()}`)
    expect(affiliate().decorate?.(' https://other.io ')).toBe(`https://other.io/?${pair()}`)
  })

  test('gives it once', async () => {
    await landFull(LINKS)
    const once = affiliate().decorate?.(OTHER) ?? ''
    expect(affiliate().decorate?.(once)).toBe(once)
    sleep(100_000)
    expect(affiliate().decorate?.(once)).toBe(decorated())
  })

  test.each([[''], ['https://'], ['other.test'], [undefined], [null], [5], [{}], [new URL('https://other.test/')]])(
    'gives back what is no such address: %s',
    async (given) => {
      await landFull(LINKS)
      expect(affiliate().decorate?.(given as string)).toBe(given)
    },
  )

  test('is npm’s too', async () => {
    await landFull({})
    await arrive(SHOP)
    const { decorate, init } = await importNpm()
    const { linkDomains } = await importIntegrations()
    expect(decorate(OTHER)).toBe(OTHER)
    const own = init({ integrations: [linkDomains(['other.test'])] })
    expect(decorate(OTHER)).toBe(decorated())
    expect(own.decorate?.(OTHER)).toBe(decorated())
  })

  test('is not there without the list, nor in the plain edition', async () => {
    await landFull({})
    expect(affiliate()).not.toHaveProperty('decorate')
    await visit(SHOP, { tag: LINKS })
    expect(affiliate()).not.toHaveProperty('decorate')
  })
})
