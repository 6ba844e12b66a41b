// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { define, watchStorage } from '../../support/unit/browser'
import { visit } from '../../support/unit/page'
import { EMAIL, SHOP, useShop } from '../../support/unit/shop'
import { DAY_MS, elapse, settle, sleep } from '../../support/unit/time'
import { expectNothingKept, open } from './consent'

const { sandbox, calls, landing } = useShop()

describe('a prerendering page', () => {
  test('is undecided until it is shown', async () => {
    const url = await landing()
    let show = () => {}
    const page = await visit(url, { before: () => (show = prerender()) })
    const result = page.track({ email: EMAIL })
    await elapse(2_000)
    expect(page.getClickId()).toBeNull()
    expect(calls).toEqual([])
    expect(location.href).toBe(url)
    await expectNothingKept()
    show()
    expect(document.cookie).toContain('_introw_aff=')
    await elapse(1_000)
    expect((await result).status).toBe('recorded')
    await elapse(2_000)
    expect(location.href).toBe(SHOP)
  })

  test('sends nothing of the outbox until it is shown', async () => {
    sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'drop' })
    void (await visit(await landing())).track({ email: EMAIL })
    await settle()
    sandbox.faults.clear()
    sleep(DAY_MS)
    calls.length = 0
    let show = () => {}
    await visit(SHOP, { before: () => (show = prerender()) })
    await elapse(30_000)
    expect(calls).toEqual([])
    show()
    await elapse(1_000)
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('that asks for consent stays undecided when it is shown', async () => {
    let show = () => {}
    const page = await open(await landing(), { before: () => (show = prerender()) })
    show()
    await elapse(5_000)
    await expectNothingKept()
    page.consent(true)
    expect(page.getClickId()).not.toBeNull()
  })

  test('takes a decision, and acts on it when it is shown', async () => {
    let show = () => {}
    const page = await open(await landing(), { before: () => (show = prerender()) })
    page.consent(true)
    await elapse(5_000)
    await expectNothingKept()
    show()
    expect(page.getClickId()).not.toBeNull()
  })

  test('tells other tabs of a no when it is shown, and never if it is not', async () => {
    let show = () => {}
    const page = await open(await landing(), { before: () => (show = prerender()) })
    const storageCalls = watchStorage()
    page.consent(false)
    await elapse(DAY_MS)
    expect(storageCalls).not.toContain('setItem')
    show()
    expect(storageCalls.slice(-2)).toEqual(['setItem', 'removeItem'])
    await expectNothingKept()
  })

  test('tells other tabs nothing of a no that was taken back before it is shown', async () => {
    let show = () => {}
    const page = await open(await landing(), { before: () => (show = prerender()) })
    const storageCalls = watchStorage()
    page.consent(false)
    page.consent(true)
    show()
    expect(page.getClickId()).not.toBeNull()
    expect(storageCalls).not.toContain('removeItem')
  })
})

function prerender(): () => void {
  define(document, 'prerendering', { get: () => true })
  return () => {
    Reflect.deleteProperty(document, 'prerendering')
    document.dispatchEvent(new Event('prerenderingchange'))
  }
}
