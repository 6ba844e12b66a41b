// @vitest-environment happy-dom
// Longer than 200 lines: one chapter of the specification, to be read from top to bottom.
import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { addEntry, backoffMs, isFresh, waitMs } from '../../src/conversion/outbox'
import type { Entry } from '../../src/store'
import { define, newVisitor, refuseStorage, setCookie, visit } from '../support/unit/page'
import { DAY_MS, settle } from '../support/unit/time'

const NUM_RUNS = 10_000
const HOUR_MS = 36e5
const NOW = Date.UTC(2026, 0, 5)

const entry = (click: string, name: string, more: Partial<Entry> = {}): Entry => ({
  i: click,
  b: JSON.stringify({ clickId: click, properties: { name } }),
  t: NOW,
  n: NOW,
  ...more,
})
const namesOf = (entries: Entry[]) => entries.map(({ b }) => JSON.parse(b).properties.name)

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
    const entries = [entry('a', 'x', { t: 1, n: 2 })]
    addEntry(entries, entry('a', 'x', { t: 5, n: 6 }))
    expect(entries).toEqual([entry('a', 'x', { t: 1, n: 2 })])
  })

  test('takes a key for an entry that is there already, and never takes one away', () => {
    const entries = [entry('a', 'x')]
    addEntry(entries, entry('a', 'x', { k: 'pk' }))
    addEntry(entries, entry('a', 'x'))
    expect(entries[0]?.k).toBe('pk')
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
          const before = new Set(entries.map(({ i }) => i)).add(click)
          const hadSeconds = entries.length + 1 > before.size
          addEntry(entries, entry(click, String(index)))
          const after = new Set(entries.map(({ i }) => i))
          return entries.length <= 20 && (after.size === before.size || !hadSeconds)
        })
      }),
      { numRuns: NUM_RUNS },
    )
  })
})

describe('isFresh', () => {
  test.each([
    [0, true],
    [7 * DAY_MS - 1, true],
    [7 * DAY_MS, false],
    [365 * DAY_MS, false],
  ])('after %d ms is %s', (ageMs, fresh) => {
    expect(isFresh(entry('a', 'x'), NOW + ageMs)).toBe(fresh)
  })

  test('is false for a time that is far in the future, or none', () => {
    expect(isFresh(entry('a', 'x', { t: NOW + 400 * DAY_MS }), NOW)).toBe(false)
    expect(isFresh(entry('a', 'x', { t: 'soon' as unknown as number }), NOW)).toBe(false)
  })
})

describe('waitMs', () => {
  test.each([
    [NOW + 5_000, 5_000],
    [NOW + HOUR_MS, HOUR_MS],
  ])('is the time until an entry may go', (n, ms) => {
    expect(waitMs(entry('a', 'x', { n }), NOW)).toBe(ms)
  })

  test.each([NOW - 1, NOW, NOW + DAY_MS + 1, NOW + 400 * DAY_MS, NaN, 'soon' as unknown as number])(
    'is over where the time is past or damaged: %s',
    (n) => {
      expect(waitMs(entry('a', 'x', { n }), NOW) > 0).toBe(false)
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
        const own = Math.min(2e3 * 4 ** (tries - 1), DAY_MS)
        const asked = Math.min((seconds || 0) * 1e3, DAY_MS)
        return ms >= Math.max(Math.min(own / 2, DAY_MS), asked) && ms <= Math.max(own, asked) && ms <= DAY_MS
      }),
      { numRuns: NUM_RUNS },
    )
  })
})

describe('readState and writeState', () => {
  beforeEach(() => newVisitor())
  const store = async () => {
    vi.resetModules()
    return import('../../src/store')
  }
  const state = { c: { i: 'a', t: NOW, d: 'shop.test' }, s: ['a'], o: [entry('a', 'x')] }

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

describe('whatever the outbox key holds', () => {
  const KEY = '_introw_aff'
  const odd = fc.oneof(
    fc.anything(),
    fc.string(),
    fc.constantFrom<unknown>(null, NaN, -1, 1e300, '{', '{}', [], ['{'], {}, { toString: 1 }),
  )
  const oneOf = <T>(good: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 4, arbitrary: good as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: odd })
  const click = fc.constantFrom('other', 'b', '__proto__')
  const entries = fc.record(
    {
      i: oneOf(click),
      b: oneOf(fc.record({ clickId: click, email: fc.string() }).map((body) => JSON.stringify(body))),
      t: oneOf(fc.integer({ min: NOW - 9 * DAY_MS, max: NOW + 9 * DAY_MS })),
      n: oneOf(fc.integer({ min: NOW - DAY_MS, max: NOW + DAY_MS })),
      k: oneOf(fc.string()),
      h: oneOf(fc.uuid()),
    },
    { requiredKeys: [] },
  )
  const shaped = fc.record(
    {
      c: oneOf(fc.record({ i: oneOf(click), t: oneOf(fc.nat()), d: oneOf(fc.string()) })),
      s: oneOf(fc.array(oneOf(fc.string()))),
      o: oneOf(fc.array(oneOf(entries), { maxLength: 25 })),
    },
    { requiredKeys: [] },
  )
  const json = (value: unknown) => {
    try {
      return String(JSON.stringify(value))
    } catch {
      return ''
    }
  }
  const contents = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.json(),
    odd.map(json),
    shaped.map(json),
    fc.tuple(shaped.map(json), fc.nat(400)).map(([text, length]) => text.slice(0, length)),
  )

  test('nothing is thrown, and a conversion that follows is stored and sent', async () => {
    newVisitor()
    vi.setSystemTime(NOW)
    const page = await visit('https://www.shop.test/', { before: () => setCookie('_introw_aff=mine; path=/') })
    const bodies: string[] = []
    vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
      bodies.push(String(init.body))
      return new Promise(() => {})
    })
    let count = 0
    const rejections: unknown[] = []
    const onRejection = (reason: unknown) => rejections.push(reason)
    process.on('unhandledRejection', onRejection)
    fc.assert(
      fc.property(contents, (content) => {
        localStorage.setItem(KEY, content)
        bodies.length = 0
        const name = `p${count++}`
        void page.track({ properties: { name } })
        const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}').o.filter(({ b }: Entry) =>
          String(b).includes(`"${name}"`),
        )
        const isSent = bodies.filter((body) => body.includes(`"${name}"`)).length === 1
        if (count % 100 === 0) vi.clearAllTimers()
        return stored.length === 1 && isSent
      }),
      { numRuns: NUM_RUNS },
    )
    await settle()
    process.off('unhandledRejection', onRejection)
    expect(rejections).toEqual([])
  })

  test.each(['c', 'o'])('a time that is no number in "%s" keeps nothing from being sent', async (name) => {
    newVisitor()
    await visit('https://www.shop.test/?irw_id=mine')
    const damaged = { i: 'mine', b: '{', t: { toString: 1 }, n: NOW }
    localStorage.setItem(KEY, JSON.stringify({ s: [], o: [], [name]: name === 'c' ? damaged : [damaged] }))
    const page = await visit('https://www.shop.test/two')
    const post = vi.fn(() => new Promise(() => {}))
    vi.stubGlobal('fetch', post)
    expect(() => void page.track()).not.toThrow()
    expect(post).toHaveBeenCalledOnce()
  })

  test('a page that finds it at rest throws nothing, and goes on', async () => {
    const errors: unknown[] = []
    const onError = (event: ErrorEvent) => errors.push(event.error)
    window.addEventListener('error', onError)
    await fc.assert(
      fc.asyncProperty(contents, async (content) => {
        newVisitor()
        localStorage.setItem(KEY, content)
        const page = await visit('https://www.shop.test/?irw_id=mine')
        vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no')))
        page.getClickId()
        vi.advanceTimersByTime(5_000)
        await settle()
        return document.cookie === '_introw_aff=mine' && errors.length === 0
      }),
      { numRuns: 200 },
    )
  })
})
