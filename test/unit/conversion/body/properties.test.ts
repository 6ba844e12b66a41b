import { describe, expect, test } from 'vitest'
import { bodyOf, CLICK, create, expectValid, propertiesOf } from './body'

describe('createBody properties', () => {
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
      const text = create(CLICK, {
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
      expectValid(create(CLICK, { properties }))
    }
  })
})
