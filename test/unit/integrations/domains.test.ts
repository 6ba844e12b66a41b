import { describe, expect, test } from 'vitest'
import { findListed, parseUrl, readDomains, toDomain } from '../../../src/integrations/links/domains'

describe('a list of domains', () => {
  test('is read with commas, spaces and capitals, in punycode', () => {
    expect(readDomains(['Other.com, app.shop.io\tmüller.de'])).toEqual(['other.com', 'app.shop.io', 'xn--mller-kva.de'])
  })

  test.each([
    '',
    'on',
    'com',
    '.com',
    'https://other.com',
    '*.other.com',
    'other.com/path',
    'other.com:8080',
    'a@b.com',
    'a..b',
  ])('has none in %j', (text) => {
    expect([readDomains([text]), toDomain(text)]).toEqual([[], undefined])
  })

  test('of several sources has what each of them names', () => {
    expect(readDomains(['other.com a.io', 'app.other.com a.io c.io'])).toEqual(['a.io', 'app.other.com'])
    expect(readDomains(['other.com', 'off'])).toEqual([])
  })

  test.each([
    ['https://other.com/', true],
    ['http://app.other.com:8080/x', true],
    ['//other.com', true],
    ['https://OTHER.com', true],
    ['https://xother.com/', false],
    ['https://other.com.evil.io/', false],
    ['https://other.com./', false],
    ['https://evil.io/?https://other.com/', false],
    ['https://other.com@evil.io/', false],
    ['ftp://other.com/', false],
    ['mailto:a@other.com', false],
    ['javascript:location="https://other.com"', false],
    ['/other.com', false],
    ['https://', false],
  ])('matches exactly or behind a dot: %s %j', (url, isListed) => {
    expect(findListed(parseUrl(url, 'https://www.shop.com/'), ['other.com']) !== undefined).toBe(isListed)
  })
})
