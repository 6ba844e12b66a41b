// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { define, refuseStorage } from '../../support/unit/browser'
import { newVisitor } from '../../support/unit/page'

const NOW = Date.UTC(2026, 0, 5)

beforeEach(() => newVisitor())

describe('readState and writeState', () => {
  const store = async () => {
    vi.resetModules()
    return import('../../../src/stored/store')
  }
  const state = {
    click: { id: 'a', firstSeenAt: NOW, cookieDomain: 'shop.test' },
    taken: ['a'],
    outbox: [{ clickId: 'a', body: '{}', madeAt: NOW, dueAt: NOW }],
  }

  test.each(['local', 'session', 'memory'] as const)('give back what was written to %s', async (area) => {
    const { readState, writeState } = await store()
    writeState(area, state)
    expect(readState(area)).toEqual(state)
  })

  test('stand in with memory where storage is refused', async () => {
    const { readState, writeState } = await store()
    refuseStorage()
    writeState('local', state)
    expect(readState('local')).toEqual(state)
  })

  test('stand in with memory where storage is full, and go back to it when there is room', async () => {
    const { readState, writeState } = await store()
    const real = localStorage
    writeState('local', { taken: [], outbox: [] })
    define(window, 'localStorage', {
      get: () => ({
        getItem: (name: string) => real.getItem(name),
        setItem: () => {
          throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
        },
      }),
    })
    writeState('local', state)
    expect(readState('local')).toEqual(state)
    define(window, 'localStorage', { get: () => real })
    writeState('local', readState('local'))
    expect((await store()).readState('local')).toEqual(state)
  })

  test('remove the key', async () => {
    const { clearState, readState, writeState } = await store()
    writeState('local', state)
    clearState('local')
    expect(readState('local')).toMatchObject({ taken: [], outbox: [] })
    expect(localStorage.length).toBe(0)
  })
})
