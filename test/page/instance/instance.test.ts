// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { KEY } from '../../support/unit/backend'
import { define } from '../../support/unit/browser'
import { affiliate, arrive, importNpm, loadTag, visit } from '../../support/unit/page'
import { EMAIL, SHOP, useShop } from '../../support/unit/shop'
import { settle } from '../../support/unit/time'

const { sandbox, calls, landing } = useShop()

describe('one instance a page:', () => {
  test('a tag twice', async () => {
    const first = await visit(await landing())
    vi.resetModules()
    await loadTag({ 'data-publishable-key': 'pk_second' })
    expect(affiliate()).toBe(first)
    void first.track({ email: EMAIL })
    await settle()
    expect(calls).toHaveLength(1)
    expect(calls[0]?.headers.get('x-introw-publishable-key')).toBe(KEY)
  })

  test('init() beside a tag', async () => {
    const tag = await visit(SHOP)
    const npm = await importNpm()
    expect(npm.init()).toBe(tag)
  })

  test('a tag beside init()', async () => {
    const npm = await visit(await landing(), { options: { publishableKey: KEY } })
    vi.resetModules()
    await loadTag()
    expect(affiliate()).toBe(npm)
  })

  test('init() twice, from two copies of the package', async () => {
    const first = await visit(SHOP, { options: {} })
    vi.resetModules()
    expect((await importNpm()).init()).toBe(first)
  })

  test('init() twice, where window.introw cannot be set', async () => {
    await arrive(await landing())
    define(window, 'introw', { value: Object.freeze({}), writable: false })
    const npm = await importNpm()
    expect(npm.init({ publishableKey: KEY })).toBe(npm.init())
  })

  test("the package's functions speak to the tag's instance without init()", async () => {
    const tag = await visit(await landing())
    vi.resetModules()
    const npm = await importNpm()
    expect(npm.getClickId()).toBe(tag.getClickId())
    const called = vi.fn()
    npm.ready(called)
    expect(called).toHaveBeenCalledWith(tag)
    void npm.track({ email: EMAIL })
    await settle()
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
    npm.consent(false)
    expect(tag.getClickId()).toBeNull()
  })
})
