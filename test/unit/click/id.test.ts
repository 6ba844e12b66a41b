import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CLICK_PARAM, COOKIE_NAME, decodeClickId, resolveLifetimeDays } from '../../../src/click/id'
import { NUM_RUNS } from '../../support/unit/runs'

test('the parameter and the cookie have the names that Introw gave them', () => {
  expect([CLICK_PARAM, COOKIE_NAME]).toEqual(['irw_id', '_introw_aff'])
})

describe('decodeClickId', () => {
  test.each([
    ['aff_01HVK6Y8Z8Q7J8J8J8J8J8J8J8', 'aff_01HVK6Y8Z8Q7J8J8J8J8J8J8J8'],
    ['a%2Bb%3D%3B%20c', 'a+b=; c'],
    ['a+b', 'a+b'],
    ['%F0%9F%98%80', '😀'],
    ['a'.repeat(256), 'a'.repeat(256)],
  ])('decodes %s', (text, id) => {
    expect(decodeClickId(text)).toBe(id)
  })

  test.each([
    ['nothing', ''],
    ['257 characters', 'a'.repeat(257)],
    ['a line break', 'a%0Ab'],
    ['a trailing line break', 'a%0A'],
    ['NUL', '%00'],
    ['DEL', 'a%7F'],
    ['a C1 control character', 'a%C2%85'],
    ['a broken escape', 'a%'],
    ['a broken sequence', '%FF'],
  ])('finds none in %s', (_what, text) => {
    expect(decodeClickId(text)).toBeUndefined()
  })

  test('never lets through what the API would refuse or a header could not hold', () => {
    const escapes = fc.array(
      fc.constantFrom('%0D', '%0A', '%00', '%C2%80', 'a', '%F0%9F%98%80', '%20', '+', ';', '😀'),
      { maxLength: 300 },
    )
    fc.assert(
      fc.property(
        fc.oneof(
          escapes.map((parts) => parts.join('')),
          fc.string({ unit: 'binary', maxLength: 300 }),
        ),
        (text) => {
          const id = attempt(() => decodeClickId(text))
          const length = [...(id ?? 'none')].length
          return (
            id === undefined ||
            (id === decodeURIComponent(text) && length >= 1 && length <= 256 && !/[\0-\x1f\x7f-\x9f]/.test(id))
          )
        },
      ),
      { numRuns: NUM_RUNS },
    )
  })
})

describe('resolveLifetimeDays', () => {
  test.each([
    [1, 1],
    [90, 90],
    [365, 365],
    ['30', 30],
  ])('takes %j', (days, resolved) => {
    expect(resolveLifetimeDays(days)).toBe(resolved)
  })

  test.each([0, -1, 366, NaN, Infinity, '', 'abc', null, undefined, {}])('makes 90 of %j', (days) => {
    expect(resolveLifetimeDays(days)).toBe(90)
  })

  test('answers 1 to 365 whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.double(), fc.string(), fc.constantFrom<unknown>(null, undefined, true, [], {})),
        (days) => {
          const resolved = resolveLifetimeDays(days)
          return resolved >= 1 && resolved <= 365
        },
      ),
      { numRuns: NUM_RUNS },
    )
  })
})

function attempt<T>(action: () => T): T | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}
