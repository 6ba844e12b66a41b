import { describe, expect, test } from 'vitest'
import { bytesOf, CLICK, create, expectValid, MAX_BYTES } from './body'

describe('createBody size', () => {
  test('is 32 KiB at most, with the longest value cut first', () => {
    const text = create(CLICK, {
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
    const cut = JSON.parse(create(CLICK, { properties })).properties
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
    const text = create(CLICK, { properties: { note: 'a' + unit.repeat(5e4), plan: 'pro' } })
    expectValid(text)
    expect(JSON.parse(text).properties.plan).toBe('pro')
    expect(bytesOf(text)).toBeGreaterThan(MAX_BYTES / 2)
  })

  test('stays within it with ten thousand properties and with endless names', () => {
    const many = Object.fromEntries(Array.from({ length: 1e4 }, (_, index) => [`name${index}`, index]))
    expectValid(create(CLICK, { email: 'lead@acme.example', properties: many }))
    const text = create(CLICK, { email: 'lead@acme.example', properties: { ['n'.repeat(1e5)]: 1 } })
    expectValid(text)
    expect(JSON.parse(text).email).toBe('lead@acme.example')
  })

  test('keeps the e-mail where a refused one is endless', () => {
    expectValid(create(CLICK, { email: `${'x'.repeat(1e5)}@` }))
  })
})
