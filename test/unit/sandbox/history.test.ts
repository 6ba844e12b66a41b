// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createHistory } from '../../../src/sandbox/history'

describe('a history', () => {
  test('forgets the oldest items, says how many, and whose', () => {
    const gone: string[] = []
    const history = createHistory<string>(
      { items: 2, bytes: 100 },
      ({ length }) => length,
      (key) => gone.push(key),
    )
    for (const key of ['a', 'b', 'c', 'd']) history.add(key, key.toUpperCase())
    expect(history.list()).toEqual(['C', 'D'])
    expect([history.get('b'), history.get('c')]).toEqual([undefined, 'C'])
    expect([history.dropped(), gone]).toEqual([2, ['a', 'b']])
    history.clear()
    expect([history.list(), history.dropped()]).toEqual([[], 0])
  })

  test('keeps the newest item, however large', () => {
    const history = createHistory<string>({ items: 9, bytes: 3 }, ({ length }) => length)
    for (const item of ['ab', 'abcdef']) history.add(item, item)
    expect(history.list()).toEqual(['abcdef'])
  })

  test('replaces an item of the same key', () => {
    const history = createHistory<string>({ items: 9, bytes: 4 }, ({ length }) => length)
    for (const item of ['abc', 'abcd', 'ab']) history.add('key', item)
    history.add('other', 'cd')
    expect([history.list(), history.dropped()]).toEqual([['ab', 'cd'], 0])
  })

  test('holds both limits and its order, whatever is added', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.nat(5), fc.nat(30), (items, most, bytes) => {
        const history = createHistory<string>({ items: most, bytes }, ({ length }) => length)
        items.forEach((item, index) => history.add(String(index), item))
        const kept = history.list()
        expect(kept).toEqual(items.slice(items.length - kept.length))
        expect(kept.length + history.dropped()).toBe(items.length)
        expect(kept.length <= Math.max(most, 1)).toBe(true)
        expect(kept.length === 1 || kept.join('').length <= bytes).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })
})
