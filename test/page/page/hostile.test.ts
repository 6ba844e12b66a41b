// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { runStub } from '../instance/stub'
import { KEY } from '../../support/unit/backend'
import { define, refuseStorage } from '../../support/unit/browser'
import { affiliate, arrive, importNpm, loadTag, visit } from '../../support/unit/page'
import { EMAIL, useShop } from '../../support/unit/shop'
import { elapse, settle, until } from '../../support/unit/time'

const { landing } = useShop()

describe('a hostile page', () => {
  test.each([
    ['no storage', refuseStorage],
    ['no navigation entry', () => vi.spyOn(performance, 'getEntriesByType').mockReturnValue([])],
    ['no AbortSignal.timeout', () => define(AbortSignal, 'timeout', { value: undefined })],
    [
      'history that throws',
      () =>
        vi.spyOn(history, 'replaceState').mockImplementation(() => {
          throw new Error('no')
        }),
    ],
    ['no requestIdleCallback', () => Reflect.deleteProperty(window, 'requestIdleCallback')],
    [
      'a polluted Object.prototype',
      () => define(Object.prototype, 'polluted', { value: 'x', enumerable: true, writable: true }),
    ],
    [
      'a polluted Array.prototype',
      () => define(Array.prototype, 'polluted', { value: 'x', enumerable: true, writable: true }),
    ],
  ])('has its click and its conversion all the same: %s', async (_what, before) => {
    const errors: unknown[] = []
    const onError = (event: ErrorEvent) => errors.push(event.error)
    window.addEventListener('error', onError)
    const consoles = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name))
    try {
      const real = await visit(await landing(), { before })
      expect(real.getClickId()).not.toBeNull()
      const result = until(real.track({ email: EMAIL }))
      await elapse(10_000)
      expect(result.value?.status).toBe('recorded')
      expect(errors).toEqual([])
      for (const spy of consoles) expect(spy).not.toHaveBeenCalled()
    } finally {
      Reflect.deleteProperty(Object.prototype, 'polluted')
      Reflect.deleteProperty(Array.prototype, 'polluted')
      Reflect.deleteProperty(AbortSignal, 'timeout')
      window.removeEventListener('error', onError)
    }
  })

  test('with idle callbacks is cleaned in one', async () => {
    const callbacks: (() => void)[] = []
    await visit(await landing(), {
      before: () => vi.stubGlobal('requestIdleCallback', (callback: () => void) => callbacks.push(callback)),
    })
    await elapse(250)
    expect(location.search).not.toBe('')
    for (const callback of callbacks) callback()
    expect(location.search).toBe('')
  })
})

describe('a page with a frozen Array.prototype', () => {
  const { push } = Array.prototype
  beforeEach(() => define(Array.prototype, 'push', { value: push, writable: false }))
  afterEach(() => define(Array.prototype, 'push', { value: push, writable: true }))

  test('has what its stub was told done, at first and later', async () => {
    await arrive(await landing())
    runStub()
    const { track } = affiliate()
    const results = [until(track({ email: EMAIL }))]
    await loadTag()
    results.push(until(track({ email: EMAIL })))
    await settle()
    expect(results.map(({ value }) => value?.status)).toEqual(['recorded', 'recorded'])
  })

  test('hears no error from the npm package', async () => {
    await arrive(await landing())
    const npm = await importNpm()
    const real = npm.init({ publishableKey: KEY, consent: 'required' })
    npm.consent(true)
    const called = vi.fn()
    npm.ready(called)
    expect(called).toHaveBeenCalledWith(real)
    expect(npm.getClickId()).not.toBeNull()
  })
})
