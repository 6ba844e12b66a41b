import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findEmail } from '../../../src/integrations/hubspot/email'
import { NUM_RUNS } from '../../support/unit/runs'

const EMAIL = 'lead@acme.example'

describe('findEmail', () => {
  test.each([
    [{ email: EMAIL }, EMAIL],
    [[{ name: 'email', value: EMAIL }], EMAIL],
    [[{ name: '0-1/email', value: [EMAIL, 'b@acme.example'] }], EMAIL],
    [JSON.stringify([{ name: 'email', value: EMAIL }]), EMAIL],
    [{ email: '' }, undefined],
    [{ email: '  ' }, undefined],
    [{ email: null }, undefined],
    [{ email: [] }, undefined],
    [[{ name: 'email', value: null }], undefined],
    [[{ name: 'email' }], undefined],
    [
      [
        { name: 'email', value: null },
        { name: '0-1/email', value: EMAIL },
      ],
      EMAIL,
    ],
    [{}, undefined],
    [null, undefined],
    [undefined, undefined],
    ['not JSON', undefined],
    [5, undefined],
  ])('finds in %j %s', (values, email) => {
    expect(findEmail(values)).toBe(email)
  })

  test('throws for nothing', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (values) =>
        ['string', 'undefined'].includes(typeof findEmail(values)),
      ),
      { numRuns: NUM_RUNS },
    )
  })
})
