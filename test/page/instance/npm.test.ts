// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import type { ConversionResult } from '../../../src/types'
import { KEY } from '../../support/unit/backend'
import { affiliate, arrive, importNpm, visit } from '../../support/unit/page'
import { EMAIL, SHOP, useShop } from '../../support/unit/shop'
import { elapse, settle, until } from '../../support/unit/time'

const { sandbox, calls, landing } = useShop()
const NOT_YET = { status: 'queued', conversionId: null, formSubmissionId: null, reason: 'no-init' }

describe('the npm package', () => {
  test('does nothing while it is imported', async () => {
    await arrive(await landing())
    const names = new Set(Object.getOwnPropertyNames(window))
    const npm = await importNpm()
    await elapse(10_000)
    expect(Object.getOwnPropertyNames(window).filter((name) => !names.has(name))).toEqual([])
    expect([document.cookie, localStorage.length, calls.length]).toEqual(['', 0, 0])
    expect(npm.getClickId()).toBeNull()
    expect(npm.version).toEqual(expect.any(String))
  })

  test('publishes its instance to window.introw too', async () => {
    const real = await visit(SHOP, { options: {} })
    expect(affiliate()).toBe(real)
  })

  test('keeps calls before init() for it, consent first', async () => {
    await arrive(await landing())
    const npm = await importNpm()
    const called = vi.fn()
    const result = until(npm.track({ email: EMAIL }))
    npm.ready(called)
    npm.consent(true)
    await elapse(1_000)
    const real = npm.init({ publishableKey: KEY, consent: 'required' })
    await settle()
    expect(result.value?.status).toBe('recorded')
    expect(called).toHaveBeenCalledWith(real)
  })

  test('answers ignored after 3 seconds without init(), and sends the conversion with a later one', async () => {
    await arrive(await landing())
    const npm = await importNpm()
    const result = until(npm.track({ email: EMAIL }))
    await elapse(2_999)
    expect(result.value).toBeUndefined()
    await elapse(1)
    expect(result.value).toEqual(NOT_YET)
    npm.init({ publishableKey: KEY })
    await settle()
    expect(sandbox.store.conversions).toMatchObject([{ email: EMAIL }])
  })

  test('has functions that need no object to be called on', async () => {
    const { track, consent, ready, getClickId } = await visit(await landing(), { options: { publishableKey: KEY } })
    expect(getClickId()).not.toBeNull()
    ready(() => {})
    consent(true)
    const result: ConversionResult = await track()
    expect(result.status).toBe('recorded')
  })
})
