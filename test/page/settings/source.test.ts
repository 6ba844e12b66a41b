// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { cookieWrites } from '../../support/unit/browser'
import { daysOf } from '../../support/unit/cookie'
import { affiliate, arrive, loadScript, visit } from '../../support/unit/page'
import { useShop } from '../../support/unit/shop'
import { LANDING, lastCall, lastKey } from './setting'

const { calls } = useShop()

describe('a setting comes from', () => {
  test("the script's attributes", async () => {
    const page = await visit(LANDING, {
      tag: { 'data-publishable-key': 'pk_attribute', 'data-api-host': 'https://proxy.test/introw' },
    })
    void page.track()
    expect(await lastKey(calls)).toBe('pk_attribute')
    expect((await lastCall(calls)).url).toBe('https://proxy.test/introw/api/v1/affiliate/conversions')
  })

  test("the query of the script's own URL, where a tag manager has stripped the attributes", async () => {
    const src = 'https://app.introw.io/affiliate.js?publishable-key=pk_url&cookie-days=10'
    const page = await visit(LANDING, { tag: { src } })
    expect(daysOf(cookieWrites.at(-1))).toBe(10)
    void page.track()
    expect(await lastKey(calls)).toBe('pk_url')
  })

  test('the attribute before the URL', async () => {
    const src = 'https://app.introw.io/affiliate.js?publishable-key=pk_url'
    const page = await visit(LANDING, { tag: { src, 'data-publishable-key': 'pk_attribute' } })
    void page.track()
    expect(await lastKey(calls)).toBe('pk_attribute')
  })

  test("init()'s options in camel case", async () => {
    const page = await visit(LANDING, {
      options: { publishableKey: 'pk_option', cookieDays: 7, apiHost: 'https://proxy.test' },
    })
    expect(daysOf(cookieWrites.at(-1))).toBe(7)
    void page.track()
    expect(await lastKey(calls)).toBe('pk_option')
    expect((await lastCall(calls)).url).toBe('https://proxy.test/api/v1/affiliate/conversions')
  })

  test.each([
    ['src="/affiliate.js" data-publishable-key="pk_aff_ours"', 'src="/sdk.js" data-publishable-key="other"'],
    ['src="/renamed.js" data-publishable-key="pk_aff_ours"', 'src="/sdk.js" data-publishable-key="other"'],
    ['src="/renamed.js" data-publishable-key="pk_aff_ours"', 'src="/affiliate.js" data-publishable-key="other"'],
    ['src="/affiliate.debug.js" data-publishable-key="pk_ours"', 'src="/sdk.js" data-publishable-key="other"'],
    ['src="/renamed.js?publishable-key=pk_aff_ours"', 'src="/sdk.js" data-publishable-key="other"'],
  ])('our own tag, where currentScript is null, and not a neighbour’s: %s beside %s', async (ours, theirs) => {
    for (const tags of [
      [ours, theirs],
      [theirs, ours],
    ]) {
      await arrive(LANDING)
      document.body.innerHTML = tags.map((attributes) => `<script type="text/plain" ${attributes}></script>`).join('')
      await loadScript(null)
      document.body.innerHTML = ''
      void affiliate().track()
      expect(await lastKey(calls)).toMatch(/^pk_(aff_)?ours$/)
    }
  })

  test('the last tag that looks like ours, where currentScript is null', async () => {
    await arrive(LANDING)
    document.body.innerHTML =
      '<script type="text/plain" data-publishable-key="pk_first"></script><script type="text/plain" data-publishable-key="pk_last"></script>'
    await loadScript(null)
    document.body.innerHTML = ''
    void affiliate().track()
    expect(await lastKey(calls)).toBe('pk_last')
  })

  test.each([
    ['another copy', 'data-publishable-key="pk_last"'],
    ['another vendor’s tag with a key', 'src="https://vendor.test/sdk.js?publishable-key=pk_last"'],
    ['another vendor’s file of that name', 'src="https://vendor.test/affiliate.min.js"'],
  ])('its own tag, beside %s', async (_, attributes) => {
    await arrive(LANDING)
    document.body.innerHTML = `<script type="text/plain" src="/renamed.js?publishable-key=pk_first"></script><script type="text/plain" ${attributes}></script>`
    await loadScript(document.querySelector('script'))
    void affiliate().track()
    expect(await lastKey(calls)).toBe('pk_first')
  })
})

describe('without any tag to be found', () => {
  test('the page has its instance all the same', async () => {
    await arrive(LANDING)
    await loadScript(null)
    expect(affiliate().getClickId()).toBe('a')
  })
})
