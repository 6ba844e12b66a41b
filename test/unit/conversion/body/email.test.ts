import { describe, expect, test } from 'vitest'
import { bodyOf, CLICK, create, expectValid } from './body'

describe('createBody e-mail', () => {
  test.each(['lead@acme.example', "o'neil+tag@sub.acme.co.uk", 'A_b-c.d@x-y.museum', '-a@b.co'])(
    'sends %s',
    (email) => {
      const text = create(CLICK, { email })
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
    const text = create(CLICK, { email, properties: { plan: 'pro' } })
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
