import { describe, expect, test } from 'vitest'
import { withoutPath } from '../../../src/debug/host'
import { conceal, concealIn, findSecret, keepSecret } from '../../../src/debug/secret'

const SECRET = 'sk_live_0123456789abcdef'

describe('a secret key in a text', () => {
  test.each([
    [SECRET, 'sk_live…'],
    [`"${SECRET}", '${SECRET}'`, `"sk_live…", 'sk_live…'`],
    [`?api-key=${SECRET}&a=b`, '?api-key=sk_live…&a=b'],
    [`${SECRET}.a/b+c==`, 'sk_live…'],
    ['SK_TEST_ABCDEF', 'SK_TEST…'],
    ['sk_1234', 'sk_…'],
  ])('is printed by its first letters: %s', (text, printed) => {
    expect(conceal(text)).toBe(printed)
    expect(conceal(conceal(text))).toBe(printed)
  })

  test.each([
    'pk_aff_org_demo',
    'pk_aff_sk_shop',
    'https://sk-shop.example',
    'sk_ada.lovelace+1@acme.example',
    'task_0123456789',
    'a secret key (sk_…)',
    '',
  ])('is none here: %j', (text) => {
    expect(conceal(text)).toBe(text)
    expect(findSecret(text)).toBeUndefined()
  })

  test('is found once it was given for a key, whatever its form, and the longest first', () => {
    keepSecret('0123-4567-89ab')
    keepSecret('Token 0123-4567-89ab')
    keepSecret('short')
    expect(conceal('is Token 0123-4567-89ab or 0123-4567-89ab, in short')).toBe('is Token 0… or 0123-45…, in short')
  })

  test('is found in data, in names too', () => {
    expect(concealIn({ a: [SECRET, 1, null], b: { [SECRET]: true }, c: undefined })).toEqual({
      a: ['sk_live…', 1, null],
      b: { 'sk_live…': true },
      c: undefined,
    })
  })

  test('is looked for in linear time', () => {
    const started = performance.now()
    for (const piece of ['sk_.', 'sk_a@', 'sk_', '.sk_a', SECRET]) conceal(piece.repeat(20_000))
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})

test.each([
  'https://api.introw.io',
  'https://api.introw.io.evil.example/v1',
  'https://notintrow.io/api',
  'http://[::1]',
])('an API host has no path of the API’s: %s', (host) => {
  expect(withoutPath(host)).toBeUndefined()
})
