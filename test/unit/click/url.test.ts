import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitUrl } from '../../../src/click/url'
import { NUM_RUNS } from '../../support/unit/runs'

describe('splitUrl', () => {
  test.each([
    ['the query', 'https://shop.test/?irw_id=a', 'a', 'https://shop.test/'],
    ['the middle of a query', 'https://shop.test/p?x=1&irw_id=a&y=2#z', 'a', 'https://shop.test/p?x=1&y=2#z'],
    ['the query of a hash route', 'https://shop.test/#/pricing?x=1&irw_id=a', 'a', 'https://shop.test/#/pricing?x=1'],
    ['a hash that is a query', 'https://shop.test/#irw_id=a&x=1', 'a', 'https://shop.test/#x=1'],
    ['a relative URL', '/p?irw_id=a', 'a', '/p'],
  ])('finds the id in %s, and cuts it out', (_where, url, id, rest) => {
    expect(splitUrl(url)).toEqual({ id, rest })
  })

  test('prefers the query to the hash, and cuts both', () => {
    expect(splitUrl('https://shop.test/?irw_id=a#/r?irw_id=b')).toEqual({ id: 'a', rest: 'https://shop.test/#/r' })
  })

  test('looks into the hash where the query holds an empty value only', () => {
    expect(splitUrl('https://shop.test/?irw_id=#irw_id=b')).toEqual({ id: 'b', rest: 'https://shop.test/' })
  })

  test.each([
    ['irw_id=a&irw_id=b', 'b'],
    ['irw_id=a&irw_id=', 'a'],
    ['irw_id=&irw_id=b', 'b'],
  ])('takes the last value of %s that is not empty', (query, id) => {
    expect(splitUrl(`https://shop.test/?${query}`)).toEqual({ id, rest: 'https://shop.test/' })
  })

  test('leaves a literal plus in the id', () => {
    expect(splitUrl('https://shop.test/?irw_id=a+b%2Bc').id).toBe('a+b+c')
  })

  test.each([
    ['another name that ends like it', 'https://shop.test/?xirw_id=a'],
    ['another name that begins like it', 'https://shop.test/?irw_idx=a'],
    ['another case', 'https://shop.test/?IRW_ID=a'],
    ['the path', 'https://shop.test/irw_id=a'],
    ['a value', 'https://shop.test/?next=irw_id=a'],
    ['a name without a value', 'https://shop.test/?irw_id'],
  ])('finds no id in %s', (_where, url) => {
    expect(splitUrl(url)).toEqual({ id: undefined, rest: url })
  })

  test.each([
    ['empty', 'irw_id='],
    ['a broken escape', 'irw_id=%E0%A4%A'],
    ['a control character', 'irw_id=a%0D%0ASet-Cookie:x'],
    ['too long', `irw_id=${'a'.repeat(257)}`],
  ])('cuts a value that is no id: %s', (_what, query) => {
    expect(splitUrl(`https://shop.test/?${query}&x=1`)).toEqual({ id: undefined, rest: 'https://shop.test/?x=1' })
  })

  test('rewrites nothing that URLSearchParams would rewrite', () => {
    const query = 'x=a%20b&flag&y=%E9&br[]=1&pct=100%&&=&plus=a+b'
    expect(splitUrl(`https://shop.test/?irw_id=a&${query}`).rest).toBe(`https://shop.test/?${query}`)
  })

  const chars = fc.constantFrom(
    'a',
    'Z',
    '0',
    '/',
    '?',
    '=',
    '%',
    '%20',
    '+',
    '[',
    ']',
    '.',
    'é',
    '😀',
    ' ',
    ';',
    'irw_i',
    '\ud800',
  )
  const text = fc.array(chars, { maxLength: 8 }).map((parts) => parts.join(''))
  const pairs = fc.array(text, { maxLength: 4 })
  const id = fc.stringMatching(/^[\w.+~-]{1,40}$/)
  const at = fc.nat(4)
  const insert = (list: string[], index: number, pair: string) => list.toSpliced(Math.min(index, list.length), 0, pair)

  test('leaves every other byte of a query and of a hash untouched', () => {
    fc.assert(
      fc.property(pairs, at, id, fc.option(pairs), (query, index, value, hash) => {
        fc.pre(query.length > 0)
        const base = 'https://shop.test/p/irw_id'
        const tail = hash ? '#/r?' + hash.join('&').replaceAll('?', '') : ''
        const url = `${base}?${insert(query, index, `irw_id=${value}`).join('&')}${tail}`
        const { id: found, rest } = splitUrl(url)
        return found === value && rest === `${base}?${query.join('&')}${tail}`
      }),
      { numRuns: NUM_RUNS },
    )
  })

  test('leaves every other byte of a hash query untouched', () => {
    fc.assert(
      fc.property(pairs, at, id, fc.constantFrom('', '/', '/a/b', '!/x'), (query, index, value, route) => {
        fc.pre(query.length > 0)
        const head = `https://shop.test/?x=%#${route}?`
        const url = head + insert(query, index, `irw_id=${value}`).join('&')
        const { id: found, rest } = splitUrl(url)
        return found === value && rest === head + query.join('&')
      }),
      { numRuns: NUM_RUNS },
    )
  })

  test('takes any text without a throw, and leaves none of the parameter in the query', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc
        .array(fc.constantFrom('irw_id=', 'irw_id', '?', '#', '&', '=', '%', 'a', '/', '\n', 'https://a.b/', '\ud800'))
        .map((p) => p.join('')),
    )
    fc.assert(
      fc.property(anything, (url) => {
        const { rest } = splitUrl(url)
        const [, ...query] = rest.replace(/#[^]*/, '').split('?')
        return !query
          .join('?')
          .split('&')
          .some((pair) => pair.startsWith('irw_id='))
      }),
      { numRuns: NUM_RUNS },
    )
  })

  test('finds whatever URLs can carry as an id', () => {
    const ids = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((value) => !/\p{Cc}/u.test(value))
    fc.assert(
      fc.property(ids, (value) => {
        fc.pre([...value].length <= 256)
        const url = new URL('https://shop.test/')
        url.search = `irw_id=${encodeURIComponent(value)}`
        const { id: found, rest } = splitUrl(url.href)
        return found === value && rest === 'https://shop.test/'
      }),
      { numRuns: NUM_RUNS },
    )
  })
})
