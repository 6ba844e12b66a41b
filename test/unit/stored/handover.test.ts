import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitUrl } from '../../../src/click/url'
import { addHandover, isFresh, WAY_MAX_MS } from '../../../src/stored/handover'
import { NUM_RUNS } from '../../support/unit/runs'

const NOW = Date.UTC(2026, 10, 30)
const DAY_MS = 864e5
const click = { id: 'aff_1', firstSeenAt: NOW - DAY_MS }
const PAIR = `irw_h=${NOW - 1_000}.${click.firstSeenAt}.aff_1`

describe('addHandover', () => {
  test.each([
    ['no query', 'https://other.test', `https://other.test?${PAIR}`],
    ['a query', 'https://other.test/p?x=1', `https://other.test/p?x=1&${PAIR}`],
    ['an empty query', 'https://other.test/p?', `https://other.test/p?&${PAIR}`],
    ['a fragment', 'https://other.test/p#top', `https://other.test/p?${PAIR}#top`],
    ['a route in the fragment', 'https://other.test/?x#/r?y=1', `https://other.test/?x&${PAIR}#/r?y=1`],
    ['no scheme', '//other.test/p', `//other.test/p?${PAIR}`],
  ])('writes the click behind the query of an address with %s', (_, url, decorated) => {
    expect(addHandover(url, click, NOW)).toBe(decorated)
  })

  test('puts it in the place of an older one, and leaves one that was just written', () => {
    const old = addHandover('https://other.test/?a=1', { id: 'old', firstSeenAt: 5 }, NOW - WAY_MAX_MS) + '&b=2'
    expect(addHandover(old, click, NOW)).toBe(`https://other.test/?a=1&${PAIR}&b=2`)
    expect(addHandover(`https://other.test/?${PAIR}`, { ...click, id: 'other' }, NOW)).toBe(
      `https://other.test/?${PAIR}`,
    )
  })

  test('leaves an address that has a click of its own, which would win', () => {
    expect(addHandover('https://other.test/?irw_id=own', click, NOW)).toBe('https://other.test/?irw_id=own')
  })

  test('writes whole numbers, and no click that is younger than its way', () => {
    const { times } = splitUrl(addHandover('/', { id: 'a', firstSeenAt: NOW + 0.5 }, NOW + 0.5))
    expect(times).toEqual([NOW - 1_000, NOW - 1_000])
  })
})

describe('isFresh', () => {
  test.each([
    ['at once', 0, true],
    ['within 3 minutes', WAY_MAX_MS, true],
    ['later', WAY_MAX_MS + 1, false],
    ['before it was handed over', -1, false],
    ['nobody knows when', NaN, false],
  ])('takes who comes %s: %j', (_, ms, isTaken) => {
    expect(isFresh([NOW, NOW - DAY_MS], NOW + ms)).toBe(isTaken)
  })

  test('takes none that was handed over before it was seen', () => {
    expect(isFresh([NOW, NOW], NOW)).toBe(true)
    expect(isFresh([NOW, NOW + 1], NOW)).toBe(false)
  })
})

describe('splitUrl', () => {
  test.each([
    ['the query', `https://shop.test/?${PAIR}&x=1`, 'https://shop.test/?x=1'],
    ['the query of a hash route', `https://shop.test/#/r?x=1&${PAIR}`, 'https://shop.test/#/r?x=1'],
    ['a hash that is a query', `https://shop.test/#${PAIR}`, 'https://shop.test/'],
  ])('finds a click that was handed over in %s, and cuts it out', (_, url, rest) => {
    expect(splitUrl(url)).toEqual({ id: 'aff_1', times: [NOW - 1_000, click.firstSeenAt], rest })
  })

  test('prefers the partner link’s, and cuts both', () => {
    expect(splitUrl(`/?${PAIR}&irw_id=a#irw_id=b`)).toEqual({ id: 'a', times: undefined, rest: '/' })
    expect(splitUrl(`/?irw_id=&${PAIR}`)).toMatchObject({ id: 'aff_1', rest: '/' })
  })

  test.each(['irw_h', 'irw_h=', 'irw_h=5', 'irw_h=1.2', 'irw_h=a.2.c', 'irw_h=1.-2.c', 'irw_h=.2.c', 'irw_hx=1.2.c'])(
    'leaves a page’s own parameter: %s',
    (pair) => {
      expect(splitUrl(`/?x=1&${pair}`)).toEqual({ id: undefined, times: undefined, rest: `/?x=1&${pair}` })
    },
  )

  test.each(['irw_h=1.2.', 'irw_h=1.2.%E0%A4%A', 'irw_h=1.2.a%00', `irw_h=1.2.${'a'.repeat(257)}`])(
    'finds no id in a damaged one, and cuts it out: %s',
    (pair) => {
      const { id, rest } = splitUrl(`/?${pair}`)
      expect([id, rest]).toEqual([undefined, '/'])
    },
  )
})

describe('an address that was given a click, and is read again', () => {
  const chars = [
    'a',
    'Z',
    '0',
    '/',
    '=',
    '%',
    '%20',
    '+',
    '[',
    '.',
    'é',
    '😀',
    ' ',
    ';',
    '\ud800',
    'irw_',
    'irw_h=',
    '&&',
  ]
  const text = fc.array(fc.constantFrom(...chars), { maxLength: 8 }).map((parts) => parts.join(''))
  const query = fc.array(fc.oneof(text, fc.constantFrom('irw_h=5', 'irw_h=1.x', 'sig=%2b', 'next=?irw_id=a')), {
    maxLength: 4,
  })
  const fragment = fc.array(fc.oneof(text, fc.constant('/r?x=1'), fc.constant('#')), { maxLength: 3 })
  const urls = fc
    .tuple(text, fc.option(query), fc.option(fragment))
    .map(
      ([path, pairs, hash]) =>
        `https://other.test/${path}${pairs ? `?${pairs.join('&')}` : ''}${hash ? `#${hash.join('')}` : ''}`,
    )
    .filter((url) => splitUrl(url).rest === url && !/[?&]irw_id=[^&]/.test(url))
  const ids = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((id) => /^\P{Cc}{1,256}$/u.test(id))
  const times = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: WAY_MAX_MS - 1_000 }))

  test('gives the id, its age, and the very address', () => {
    fc.assert(
      fc.property(
        fc.oneof(urls, fc.webUrl({ withQueryParameters: true, withFragments: true })),
        ids,
        times,
        (url, id, [days, wayMs]) => {
          const firstSeenAt = NOW - days * DAY_MS
          const read = splitUrl(addHandover(url, { id, firstSeenAt }, NOW))
          expect(read).toEqual({ id, times: [NOW - 1_000, Math.min(firstSeenAt, NOW - 1_000)], rest: url })
          expect(isFresh(read.times ?? [NaN, NaN], NOW + wayMs)).toBe(true)
        },
      ),
      { numRuns: NUM_RUNS },
    )
  })

  test('throws for no text, and is no click where it is broken', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom('irw_h=', '1', '.', '?', '#', '&', '%', 'a', '\n', '\ud800'))
        .map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(anything, (url) => {
        const { id, times, rest } = splitUrl(url)
        addHandover(url, click, NOW)
        return (
          rest.length <= url.length &&
          (id === undefined || !times || times.every(Number.isFinite) || times.includes(Infinity))
        )
      }),
      { numRuns: NUM_RUNS },
    )
  })
})
