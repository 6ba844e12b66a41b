// Longer than 200 lines: one chapter of the specification, to be read from top to bottom.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createBody } from '../../src/conversion/body'
import { violations } from '../support/contract'

const NUM_RUNS = 10_000
const MAX_BYTES = 32 * 1024
const CLICK = 'aff_01HVK6Y8Z8Q7J8J8J8J8J8J8J8'

const bodyOf = (conversion: unknown, clickId = CLICK) => JSON.parse(createBody(clickId, conversion))
const propertiesOf = (properties: unknown) => bodyOf({ properties }).properties
const bytesOf = (text: string) => new TextEncoder().encode(text).length

/** What is wrong with a body, whatever made it. */
function flawsOf(text: string): readonly string[] {
  const flaws = [...violations('AffiliateConversionRequest', JSON.parse(text))]
  if (bytesOf(text) > MAX_BYTES) flaws.push('over 32 KiB')
  // A half character leaves as itself or as its escape.
  if (/\p{Cs}/u.test(text) || /\\ud[89a-f]/i.test(text.replaceAll('\\\\', ''))) flaws.push('half a character')
  return flaws
}

function expectValid(text: string): void {
  expect(flawsOf(text)).toEqual([])
}

describe('createBody', () => {
  test('carries click id, e-mail and properties, and nothing else', () => {
    const conversion = {
      email: 'lead@acme.example',
      properties: { plan: 'pro' },
      publishableKey: 'pk',
      clickId: 'forged',
      other: 1,
    }
    expect(bodyOf(conversion)).toEqual({ clickId: CLICK, email: 'lead@acme.example', properties: { plan: 'pro' } })
  })

  test.each([undefined, null, 0, '', 'text', true, [], () => 1, Symbol('s'), 1n])(
    'takes %o for an empty conversion',
    (conversion) => {
      const text = createBody(CLICK, conversion)
      expectValid(text)
      expect(JSON.parse(text)).toEqual({ clickId: CLICK, properties: {} })
    },
  )

  describe('e-mail', () => {
    test.each(['lead@acme.example', "o'neil+tag@sub.acme.co.uk", 'A_b-c.d@x-y.museum', '-a@b.co'])(
      'sends %s',
      (email) => {
        const text = createBody(CLICK, { email })
        expectValid(text)
        expect(JSON.parse(text)).toMatchObject({ email, properties: {} })
      },
    )

    test('is trimmed', () => {
      expect(bodyOf({ email: ' \n lead@acme.example\t' }).email).toBe('lead@acme.example')
    })

    test.each([
      'not an address',
      'a@b',
      '.a@acme.example',
      'a..b@acme.example',
      'a.@acme.example',
      'a@-acme.example',
      'a@acme-.example',
      'a@acme.e',
      'a@acme.123',
      'a b@acme.example',
      'ä@acme.example',
      'a@äcme.example',
      '"a"@acme.example',
      'Lead <lead@acme.example>',
      'a@acme.example, b@acme.example',
      'a@acme.example\nb',
      `${'a'.repeat(300)}@acme.example`,
    ])('goes into the properties where the API would refuse it: %s', (email) => {
      const text = createBody(CLICK, { email, properties: { plan: 'pro' } })
      expectValid(text)
      expect(JSON.parse(text)).toEqual({ clickId: CLICK, properties: { plan: 'pro', email } })
    })

    test("leaves the page's own properties.email alone", () => {
      expect(bodyOf({ email: 'refused', properties: { email: 'mine' } })).toEqual({
        clickId: CLICK,
        properties: { email: 'mine' },
      })
    })

    test.each([undefined, null, '', '   '])('is left out where there is none: %j', (email) => {
      expect(bodyOf({ email })).toEqual({ clickId: CLICK, properties: {} })
    })

    test('is read once, so that a getter cannot change its mind', () => {
      let reads = 0
      bodyOf({
        get email() {
          reads++
          return 'lead@acme.example'
        },
      })
      expect(reads).toBe(1)
    })
  })

  describe('properties', () => {
    test('keep text, finite numbers, booleans and null', () => {
      const properties = { text: 'a', empty: '', zero: 0, half: -0.5, yes: true, no: false, nothing: null }
      expect(propertiesOf(properties)).toEqual(properties)
    })

    test('become ISO text from dates', () => {
      expect(propertiesOf({ at: new Date(0) })).toEqual({ at: '1970-01-01T00:00:00.000Z' })
    })

    test('become JSON text from objects and arrays', () => {
      expect(propertiesOf({ object: { a: [1, null] }, array: [1, 'b'] })).toEqual({
        object: '{"a":[1,null]}',
        array: '[1,"b"]',
      })
    })

    test('become what boxed values stand for', () => {
      expect(propertiesOf({ a: new String('a'), b: new Number(1), c: new Boolean(false) })).toEqual({
        a: 'a',
        b: 1,
        c: false,
      })
    })

    test('are dropped where they cannot be serialised', () => {
      const cycle: Record<string, unknown> = {}
      cycle.self = cycle
      const properties = {
        a: NaN,
        b: Infinity,
        c: -Infinity,
        d: undefined,
        e: () => 1,
        f: Symbol('s'),
        g: 1n,
        h: cycle,
        i: new Date(NaN),
        j: {
          toJSON() {
            throw new Error('no')
          },
        },
        kept: 1,
      }
      expect(propertiesOf(properties)).toEqual({ kept: 1 })
    })

    test('outlive a getter that throws beside them', () => {
      const properties = {
        get bad() {
          throw new Error('no')
        },
        good: 1,
      }
      expect(propertiesOf(properties)).toEqual({ good: 1 })
    })

    test('come from a hostile proxy as none', () => {
      const hostile = new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('no')
          },
        },
      )
      expect(bodyOf({ email: 'lead@acme.example', properties: hostile })).toEqual({
        clickId: CLICK,
        email: 'lead@acme.example',
        properties: {},
      })
    })

    test.each(['__proto__', 'constructor', 'toString', 'toJSON', 'replace', 'slice', 'length', 'hasOwnProperty', ''])(
      'may be named "%s"',
      (name) => {
        const text = createBody(CLICK, {
          email: 'lead@acme.example',
          properties: JSON.parse(`{${JSON.stringify(name)}:"x","b":1}`),
        })
        expectValid(text)
        expect(text).toContain(`${JSON.stringify(name)}:"x"`)
      },
    )

    test('leave prototypes alone', () => {
      bodyOf({ properties: JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}') })
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
    })

    test('hold no half character in a value or in a name', () => {
      for (const properties of [
        { a: '\ud83d' },
        { a: 'x\ude00y' },
        { a: { b: '\ud800' } },
        { a: ['\udfff'] },
        { '\ud83d': 1 },
      ]) {
        expectValid(createBody(CLICK, { properties }))
      }
    })
  })

  describe('size', () => {
    test('is 32 KiB at most, with the longest value cut first', () => {
      const text = createBody(CLICK, {
        email: 'lead@acme.example',
        properties: { note: 'n'.repeat(1e5), plan: 'pro', ref: 'r'.repeat(500) },
      })
      expectValid(text)
      const { email, properties } = JSON.parse(text)
      expect([email, properties.plan, properties.ref]).toEqual(['lead@acme.example', 'pro', 'r'.repeat(500)])
      expect(properties.note.length).toBeGreaterThan(16e3)
    })

    test('cuts several long values before a shorter one', () => {
      const properties = { a: 'a'.repeat(5e4), b: 'b'.repeat(5e4), c: 'c'.repeat(5e3) }
      const cut = JSON.parse(createBody(CLICK, { properties })).properties
      expect(cut.c).toBe(properties.c)
      expect(cut.a.length).toBeGreaterThan(8e3)
      expect(cut.b.length).toBeGreaterThan(8e3)
    })

    test.each([
      ['emoji', '😀'],
      ['emoji between letters', 'x😀'],
      ['three-byte characters', '€'],
      ['quotes', '"'],
      ['control characters', '\u0001'],
    ])('counts bytes, and cuts whole characters: %s', (_what, unit) => {
      const text = createBody(CLICK, { properties: { note: 'a' + unit.repeat(5e4), plan: 'pro' } })
      expectValid(text)
      expect(JSON.parse(text).properties.plan).toBe('pro')
      expect(bytesOf(text)).toBeGreaterThan(MAX_BYTES / 2)
    })

    test('stays within it with ten thousand properties and with endless names', () => {
      const many = Object.fromEntries(Array.from({ length: 1e4 }, (_, index) => [`name${index}`, index]))
      expectValid(createBody(CLICK, { email: 'lead@acme.example', properties: many }))
      const text = createBody(CLICK, { email: 'lead@acme.example', properties: { ['n'.repeat(1e5)]: 1 } })
      expectValid(text)
      expect(JSON.parse(text).email).toBe('lead@acme.example')
    })

    test('keeps the e-mail where a refused one is endless', () => {
      expectValid(createBody(CLICK, { email: `${'x'.repeat(1e5)}@` }))
    })
  })

  describe('whatever a page passes', () => {
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
        fc.property(conversion, (given) => flawsOf(createBody(CLICK, given)).length === 0),
        { numRuns: NUM_RUNS },
      )
    })

    test('the same holds for long texts', () => {
      const lengthy = fc.record({
        email: fc.oneof(fc.emailAddress(), long),
        properties: fc.dictionary(names, fc.oneof(long, value), { maxKeys: 4 }),
      })
      fc.assert(
        fc.property(lengthy, (given) => flawsOf(createBody(CLICK, given)).length === 0),
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
})
