import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { readCookie } from '../../../src/click/cookie'
import { land, NAME, RUNS, RUNS_MS, type ServerEntry, toCookie } from './entry'
import { readers } from './readers'

export function describeCookie({ captureClick, readClickId }: ServerEntry): void {
  const carry = (id: string) =>
    toCookie(captureClick(land(`?irw_id=${encodeURIComponent(id)}`), { domain: 'host', consent: true }))

  describe('readClickId', () => {
    it('reads a request, headers, or the text of the header', () => {
      const headers = { cookie: `a=1; ${NAME}=aff_1%2B; b=2` }
      expect(readClickId(land('', headers))).toBe('aff_1+')
      expect(readClickId(new Headers(headers))).toBe('aff_1+')
      expect(readClickId(headers.cookie)).toBe('aff_1+')
    })

    it('is null where there is no cookie', () => {
      for (const from of [null, undefined, '', 'a=1', `x${NAME}=a`, `${NAME}x=a`, NAME, new Headers(), land('')])
        expect(readClickId(from)).toBeNull()
    })

    it('is null for damaged values, and for what is no click id', () => {
      for (const value of ['', '%', '%E0%A4%A', '%00', 'a%0Ab', 'a%7F', 'a'.repeat(257), '%C2%85'])
        expect(readClickId(`${NAME}=${value}`)).toBeNull()
    })

    it('takes the first valid one of duplicates', () => {
      expect(readClickId(`${NAME}=first; ${NAME}=second`)).toBe('first')
      expect(readClickId(`${NAME}=; ${NAME}=%; a=b; ${NAME}=third`)).toBe('third')
    })

    it(
      'reads what the snippet reads',
      () => {
        const parts = ['a', 'B', '7', '%', '%2B', '%41', '%E2%82%AC', '%00', '%ff', '+', '=', '"', '.']
        const value = fc.string({ unit: fc.constantFrom(...parts) })
        const pair = fc
          .tuple(fc.constantFrom(NAME, NAME, 'other', `${NAME}2`, 'x'), value)
          .map((both) => both.join('='))
        let found = 0
        fc.assert(
          fc.property(fc.array(pair, { maxLength: 5 }), (pairs) => {
            const cookie = pairs.join('; ')
            vi.stubGlobal('document', { cookie })
            const id = readClickId(cookie)
            expect(id).toBe(readCookie() ?? null)
            if (id) found += 1
          }),
          RUNS,
        )
        vi.unstubAllGlobals()
        expect(found).toBeGreaterThan(RUNS.numRuns / 10)
      },
      RUNS_MS,
    )

    it(
      'never throws, whatever the header',
      () => {
        const values = fc.string({ unit: 'binary' })
        fc.assert(
          fc.property(
            fc.oneof(
              values,
              values.map((value) => `${NAME}=${value}`),
            ),
            (header) => {
              for (const from of [header, { headers: { cookie: header } }]) {
                const id = readClickId(from)
                expect(id === null || /^\P{Cc}{1,256}$/u.test(id)).toBe(true)
              }
            },
          ),
          RUNS,
        )
      },
      RUNS_MS,
    )
  })

  describe('the cookie', () => {
    const ids = allowedIds()

    it(
      'comes back exactly with every character that an id may have',
      () => {
        for (const id of ids) expect(readClickId(carry(id))).toBe(id)
        expect(ids.join('').length).toBeGreaterThan(1_100_000)
      },
      RUNS_MS,
    )

    it.each(Object.entries(readers))(
      'comes back exactly through %s, with every character that an id may have',
      (_, read) => {
        for (const id of ids) expect(read(`a=1; ${carry(id)}`)).toBe(id)
      },
      RUNS_MS,
    )
  })
}

/** Every code point but controls and halves of pairs, 256 to an id. */
function allowedIds(): string[] {
  const ids: string[] = []
  const id: string[] = []
  for (let code = 0; code <= 0x10ffff; code++) {
    const character = String.fromCodePoint(code)
    if (/[\p{Cc}\p{Cs}]/u.test(character)) continue
    if (id.push(character) === 256) ids.push(id.splice(0).join(''))
  }
  return [...ids, id.join('')].filter(Boolean)
}
