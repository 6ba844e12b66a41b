import { describe, expect, test } from 'vitest'
import { isFresh } from '../../../src/conversion/limits'
import type { Entry } from '../../../src/stored/state'
import { DAY_MS } from '../../support/unit/time'

const NOW = Date.UTC(2026, 0, 5)

const entry = (more: Partial<Entry> = {}): Entry => ({ clickId: 'a', body: '{}', madeAt: NOW, dueAt: NOW, ...more })

describe('isFresh', () => {
  test.each([
    [0, true],
    [7 * DAY_MS - 1, true],
    [7 * DAY_MS, false],
    [365 * DAY_MS, false],
  ])('after %d ms is %s', (ageMs, fresh) => {
    expect(isFresh(entry(), NOW + ageMs)).toBe(fresh)
  })

  test('is false for a time that is far in the future, or none', () => {
    expect(isFresh(entry({ madeAt: NOW + 400 * DAY_MS }), NOW)).toBe(false)
    expect(isFresh(entry({ madeAt: 'soon' as unknown as number }), NOW)).toBe(false)
  })
})
