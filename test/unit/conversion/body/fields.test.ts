import { describe, expect, test } from 'vitest'
import { bodyOf, CLICK, create, expectValid } from './body'

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
      const text = create(CLICK, conversion)
      expectValid(text)
      expect(JSON.parse(text)).toEqual({ clickId: CLICK, properties: {} })
    },
  )
})
