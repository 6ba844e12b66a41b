import fc from 'fast-check'
import { describe, test } from 'vitest'
import { violations } from '../../../support/contract'
import { bodyOf, CLICK, create, flawsOf } from './body'
import { NUM_RUNS } from '../../../support/unit/runs'

describe('createBody whatever a page passes', () => {
  const thrower = fc.constant(null).map(() =>
    Object.defineProperty({}, 'bad', {
      enumerable: true,
      get: () => {
        throw new Error('no')
      },
    }),
  )
  const cycle = fc.constant(null).map(() => {
    const object: Record<string, unknown> = { a: 1 }
    object.self = object
    return object
  })
  const odd = fc.constantFrom<unknown>(
    '\ud800',
    'x\udc00',
    'é€😀',
    1n,
    Symbol('s'),
    () => 1,
    NaN,
    Infinity,
    -0,
    new Date(NaN),
    new Map([[1, 2]]),
    new Set([1]),
    /x/,
    new Error('e'),
    Promise.resolve(1),
    new Proxy(
      {},
      {
        get: () => {
          throw new Error('no')
        },
      },
    ),
  )
  const long = fc
    .tuple(fc.constantFrom('x', '😀', '"', '\n', '€'), fc.constantFrom(10, 3e4))
    .map(([unit, times]) => unit.repeat(times))
  const value = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withTypedArray: true,
        withNullPrototype: true,
        withSparseArray: true,
        withUnicodeString: true,
        maxDepth: 2,
      } as fc.ObjectConstraints),
    },
    { weight: 3, arbitrary: odd },
    { weight: 2, arbitrary: fc.emailAddress() },
    { weight: 1, arbitrary: fc.oneof(thrower, cycle) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    { weight: 0, arbitrary: long },
  )
  const names = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('__proto__', 'email', 'toJSON', 'constructor', 'replace', 'slice', 'clickId'),
  )
  const properties = fc.oneof(value, fc.dictionary(names, value, { maxKeys: 5 }))
  const email = fc.oneof(
    value,
    fc.emailAddress().map((address) => ` ${address} `),
    fc.stringMatching(/^[\w.'+-]{0,8}@[\w.-]{0,12}$/),
  )
  const conversion = fc.oneof(
    value,
    fc.record({ email, properties, publishableKey: value, other: value }, { requiredKeys: [] }),
  )

  test('the body satisfies the contract, is at most 32 KiB, and nothing is thrown', () => {
    fc.assert(
      fc.property(conversion, (given) => flawsOf(create(CLICK, given)).length === 0),
      { numRuns: NUM_RUNS },
    )
  })

  test('the same holds for long texts', () => {
    const lengthy = fc.record({
      email: fc.oneof(fc.emailAddress(), long),
      properties: fc.dictionary(names, fc.oneof(long, value), { maxKeys: 4 }),
    })
    fc.assert(
      fc.property(lengthy, (given) => flawsOf(create(CLICK, given)).length === 0),
      { numRuns: 300 },
    )
  })

  test('the same holds for any click id', () => {
    const ids = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(ids, (id) => bodyOf(undefined, id).clickId === id),
      { numRuns: NUM_RUNS },
    )
  })

  test('an address that the contract takes is sent as the e-mail', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.emailAddress(), fc.stringMatching(/^[a-z0-9.'+_-]{1,6}@[a-z0-9.-]{1,8}\.[a-z]{2,3}$/)),
        (address) => {
          const taken = violations('AffiliateConversionRequest', { clickId: CLICK, email: address }).length === 0
          return 'email' in bodyOf({ email: address }) === (taken && address.length <= 254)
        },
      ),
      { numRuns: NUM_RUNS },
    )
  })
})
