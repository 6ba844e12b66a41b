import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { addEntry, backoffMs, waitMs } from '../../../src/conversion/outbox'
import type { Entry } from '../../../src/stored/state'
import { DAY_MS } from '../../support/unit/time'
import { NUM_RUNS } from '../../support/unit/runs'

const HOUR_MS = 36e5
const NOW = Date.UTC(2026, 0, 5)

const entry = (click: string, name: string, more: Partial<Entry> = {}): Entry => ({
  clickId: click,
  body: JSON.stringify({ clickId: click, properties: { name } }),
  madeAt: NOW,
  dueAt: NOW,
  ...more,
})

const namesOf = (entries: Entry[]) => entries.map(({ body }) => JSON.parse(body).properties.name)

/** Adds entries named by click and a running number. */
function fill(clicks: readonly string[]): Entry[] {
  const entries: Entry[] = []
  clicks.forEach((click, index) => addEntry(entries, entry(click, `${click}${index}`)))
  return entries
}

describe('addEntry', () => {
  test('puts an entry last', () => {
    expect(namesOf(fill(['a', 'b', 'a']))).toEqual(['a0', 'b1', 'a2'])
  })

  test('adds a body once', () => {
    const entries = [entry('a', 'x', { madeAt: 1, dueAt: 2 })]
    addEntry(entries, entry('a', 'x', { madeAt: 5, dueAt: 6 }))
    expect(entries).toEqual([entry('a', 'x', { madeAt: 1, dueAt: 2 })])
  })

  test('takes a key for an entry that is there already, and never takes one away', () => {
    const entries = [entry('a', 'x')]
    addEntry(entries, entry('a', 'x', { publishableKey: 'pk' }))
    addEntry(entries, entry('a', 'x'))
    expect(entries[0]?.publishableKey).toBe('pk')
  })

  test('keeps 20', () => {
    expect(fill(Array.from({ length: 30 }, (_, index) => `click${index}`))).toHaveLength(20)
  })

  test('lets the oldest go where every click has one entry', () => {
    const entries = fill(Array.from({ length: 21 }, (_, index) => `c${index}-`))
    expect(namesOf(entries)[0]).toBe('c1-1')
    expect(namesOf(entries).at(-1)).toBe('c20-20')
  })

  test('lets the newest go of a click that has another, before any click loses its first', () => {
    const clicks = ['a', 'b', 'b', 'b', ...Array.from({ length: 16 }, (_, index) => `c${index}-`), 'new']
    const entries = fill(clicks)
    expect(namesOf(entries)).toContain('new20')
    expect(namesOf(entries)).toContain('b1')
    expect(namesOf(entries)).toContain('b2')
    expect(namesOf(entries)).not.toContain('b3')
    expect(namesOf(entries)).toContain('a0')
  })

  test('never drops the only entry of a click while another click has two', () => {
    const clicks = fc.array(
      fc.constantFrom('a', 'b', 'c', 'd', 'e').chain((name) => fc.nat(30).map((n) => name + n)),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(clicks, (list) => {
        const entries: Entry[] = []
        return list.every((click, index) => {
          const before = new Set(entries.map(({ clickId }) => clickId)).add(click)
          const hadSeconds = entries.length + 1 > before.size
          addEntry(entries, entry(click, String(index)))
          const after = new Set(entries.map(({ clickId }) => clickId))
          return entries.length <= 20 && (after.size === before.size || !hadSeconds)
        })
      }),
      { numRuns: NUM_RUNS },
    )
  })
})

describe('waitMs', () => {
  test.each([
    [NOW + 5_000, 5_000],
    [NOW + HOUR_MS, HOUR_MS],
  ])('is the time until an entry may go', (dueAt, ms) => {
    expect(waitMs(entry('a', 'x', { dueAt }), NOW)).toBe(ms)
  })

  test.each([NOW - 1, NOW, NOW + DAY_MS + 1, NOW + 400 * DAY_MS, NaN, 'soon' as unknown as number])(
    'is over where the time is past or damaged: %s',
    (dueAt) => {
      expect(waitMs(entry('a', 'x', { dueAt }), NOW) > 0).toBe(false)
    },
  )
})

describe('backoffMs', () => {
  test('grows from at most 2 s by four', () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(0)
    expect([1, 2, 3, 4].map((tries) => backoffMs(tries))).toEqual([2e3, 8e3, 32e3, 128e3])
    random.mockRestore()
  })

  test('takes off up to a half at random', () => {
    const random = vi.spyOn(Math, 'random').mockReturnValue(0.999999)
    expect(backoffMs(1)).toBeGreaterThanOrEqual(1e3)
    expect(backoffMs(1)).toBeLessThan(1.01e3)
    random.mockRestore()
    expect(new Set(Array.from({ length: 50 }, () => backoffMs(3))).size).toBeGreaterThan(40)
  })

  test.each([
    [1, 60, 60e3],
    [1, 7200, 2 * HOUR_MS],
    [1, Infinity, DAY_MS],
  ])('waits as the API asks, within a day', (tries, seconds, ms) => {
    expect(backoffMs(tries, seconds)).toBe(ms)
  })

  test('is within its bounds for any input', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e4 }), fc.option(fc.double(), { nil: undefined }), (tries, seconds) => {
        const ms = backoffMs(tries, seconds)
        const own = Math.min(2e3 * 4 ** (tries - 1), 3_600_000)
        const asked = Math.min((seconds || 0) * 1e3, DAY_MS)
        return ms >= Math.max(own / 2, asked) && ms <= Math.max(own, asked) && ms <= DAY_MS
      }),
      { numRuns: NUM_RUNS },
    )
  })
})
