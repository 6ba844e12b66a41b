import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addParam } from '../../../src/integrations/address'
import { addToAddress, addToConfig, addToList } from '../../../src/integrations/hidden/vendors'
import { NUM_RUNS } from '../../support/unit/runs'

describe('a parameter', () => {
  test.each([
    ['https://a.test/x', '?', 'https://a.test/x?n=1'],
    ['https://a.test', '?', 'https://a.test?n=1'],
    ['//a.test/x?', '?', '//a.test/x?n=1'],
    ['https://a.test/x?b=%20+&c', '?', 'https://a.test/x?b=%20+&c&n=1'],
    ['https://a.test/x?b=1&#top', '?', 'https://a.test/x?b=1&n=1#top'],
    ['https://a.test/x#a?n=2', '?', 'https://a.test/x?n=1#a?n=2'],
    [' https://a.test/x\n', '?', 'https://a.test/x?n=1'],
    ['https://a.test/x?n=2', '?', 'https://a.test/x?n=2'],
    ['https://a.test/x?b=1&n', '?', 'https://a.test/x?b=1&n'],
    ['https://a.test/x?nn=2', '?', 'https://a.test/x?nn=2&n=1'],
    ['https://a.test/x?n=2', '#', 'https://a.test/x?n=2#n=1'],
    ['https://a.test/x#', '#', 'https://a.test/x#n=1'],
    ['https://a.test/x#b=1', '#', 'https://a.test/x#b=1&n=1'],
    ['https://a.test/x#b=1&n=', '#', 'https://a.test/x#b=1&n='],
  ] as const)('is added to %s by %s: %s', (address, mark, expected) => {
    expect(addParam(address, mark, 'n', '1')).toBe(expected)
  })

  test('is escaped, and everything else is as it was', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        fc.string({ unit: 'grapheme' }),
        (address, value) => {
          fc.pre(!new URL(address).searchParams.has('introw'))
          const added = addParam(address, '?', 'introw', value)
          expect(new URL(added).searchParams.get('introw')).toBe(value)
          const [before = '', after = ''] = added.split(`introw=${encodeURIComponent(value)}`)
          expect([before + after, before.slice(0, -1) + after]).toContain(address)
        },
      ),
      { numRuns: NUM_RUNS },
    )
  })
})

describe('of a vendor’s address', () => {
  test.each([
    ['https://calendly.com/acme/demo', '', 'https://calendly.com/acme/demo?utm_term=id'],
    ['https://calendly.com/acme?utm_term=mine', '', 'https://calendly.com/acme?utm_term=mine'],
    [
      'https://calendly.com/acme?utm_term=mine',
      'utm_content',
      'https://calendly.com/acme?utm_term=mine&utm_content=id',
    ],
    ['https://form.typeform.com/to/F1', '', 'https://form.typeform.com/to/F1#introw_click_id=id'],
    ['https://acme.typeform.eu/to/F1#plan=pro', 'ref', 'https://acme.typeform.eu/to/F1#plan=pro&ref=id'],
    ['https://cal.com/acme/demo', '', 'https://cal.com/acme/demo?metadata%5Bintrow_click_id%5D=id'],
    [
      'https://app.cal.com/acme?metadata[introw_click_id]=x',
      '',
      'https://app.cal.com/acme?metadata[introw_click_id]=x',
    ],
  ])('%s takes it, under the name %j: %s', (address, name, expected) => {
    expect(addToAddress(address, name, 'id')).toBe(expected)
  })

  test.each([
    'http://calendly.com/acme',
    'https://calendly.com.evil.test/acme',
    'https://calendly.com@evil.test/acme',
    'https://evil.test/?https://calendly.com/',
    'https://notcal.com/acme',
    'https://cal.community/acme',
    'https://typeform.com/to/F1',
    '/calendly.com/acme',
    'javascript:void "https://calendly.com/"',
    '',
  ])('nobody else’s takes it: %s', (address) => {
    expect(addToAddress(address, '', 'id')).toBeUndefined()
  })
})

describe('Typeform’s list', () => {
  test.each([
    ['', 'id', 'click=id'],
    ['plan=pro', 'a,b', 'plan=pro,click=a\\,b'],
    ['plan=pro, click =mine', 'id', 'plan=pro, click =mine'],
    ['clicks=2', 'id', 'clicks=2,click=id'],
  ])('%j takes %j: %j', (list, clickId, expected) => {
    expect(addToList(list, 'click', clickId)).toBe(expected)
  })
})

describe('Cal.com’s configuration', () => {
  test.each([
    ['', '{"click":"id"}'],
    ['{"theme":"dark"}', '{"theme":"dark","click":"id"}'],
    ['{ "click": "mine" }', '{ "click": "mine" }'],
  ])('%j takes it: %j', (config, expected) => {
    expect(addToConfig(config, 'click', 'id')).toBe(expected)
  })
})
