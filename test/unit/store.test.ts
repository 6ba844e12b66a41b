// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { define, refuseStorage } from '../support/unit/browser'
import { newVisitor } from '../support/unit/page'

const NOW = Date.UTC(2026, 0, 5)

beforeEach(() => newVisitor())

describe('readState and writeState', () => {
  const store = async () => {
    vi.resetModules()
    return import('../../src/store')
  }
  const state = { c: { i: 'a', t: NOW, d: 'shop.test' }, s: ['a'], o: [{ i: 'a', b: '{}', t: NOW, n: NOW }] }

  test.each(['localStorage', 'sessionStorage', 'memoryStorage'])('give back what was written to %s', async (area) => {
    const { readState, writeState } = await store()
    writeState(area, state)
    expect(readState(area)).toEqual(state)
  })

  test('stand in with memory where storage is refused', async () => {
    const { readState, writeState } = await store()
    refuseStorage()
    writeState('localStorage', state)
    expect(readState('localStorage')).toEqual(state)
  })

  test('stand in with memory where storage is full, and go back to it when there is room', async () => {
    const { readState, writeState } = await store()
    const real = localStorage
    writeState('localStorage', { s: [], o: [] })
    define(window, 'localStorage', {
      get: () => ({
        getItem: (name: string) => real.getItem(name),
        setItem: () => {
          throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
        },
      }),
    })
    writeState('localStorage', state)
    expect(readState('localStorage')).toEqual(state)
    define(window, 'localStorage', { get: () => real })
    writeState('localStorage', readState('localStorage'))
    expect((await store()).readState('localStorage')).toEqual(state)
  })

  test('remove the key', async () => {
    const { readState, writeState } = await store()
    writeState('localStorage', state)
    writeState('localStorage')
    expect(readState('localStorage')).toMatchObject({ s: [], o: [] })
    expect(localStorage.length).toBe(0)
  })
})
