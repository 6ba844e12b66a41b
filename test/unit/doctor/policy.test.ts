// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPage } from '../../../src/doctor/document'
import { findRefusal, hashOf, readPolicies, type Wish } from '../../../src/doctor/policy'
import { NUM_RUNS } from '../../support/unit/runs'

const PAGE = new URL('https://www.shop.example/demo')
const SCRIPT = new URL('https://app.introw.io/affiliate.js')
const HASH = 'sha384-zr68e26fweyny/GQWFTh2QYfwQsFjVaKT8bR0244x25TDNEMYElqRqizIMP0Z3yO'
const STUB = 'const stub = 1'

const isAllowed = (policy: string, wish: Wish, page = PAGE) =>
  readPolicies({ 'content-security-policy': [policy] }, readPage('', page)).every(
    (one) => !findRefusal(one, wish, page),
  )
const script = (nonce = '', integrity = ''): Wish => ({ kind: 'script', url: SCRIPT, nonce, integrity })
const inline = (nonce = ''): Wish => ({ kind: 'inline', text: STUB, nonce })
const connect: Wish = { kind: 'connect', url: new URL('https://api.introw.io') }

describe('a policy', () => {
  test.each<[string, Wish, boolean]>([
    ['', script(), true],
    ["img-src 'none'", script(), true],
    ['script-src', script(), false],
    ["script-src 'none'", script(), false],
    ["script-src 'none' https://app.introw.io", script(), true],
    ['SCRIPT-SRC app.introw.io', script(), true],
    ["default-src 'none'; script-src app.introw.io", script(), true],
    ["script-src 'self'; script-src app.introw.io", script(), false],
    ["script-src-elem app.introw.io; script-src 'none'", script(), true],
    ["script-src 'nonce-a'", script('a'), true],
    ["script-src 'nonce-a'", script('A'), false],
    ["script-src 'nonce-'", script(''), false],
    [`script-src '${HASH}'`, script('', HASH), true],
    [`script-src '${HASH}'`, script('', `${HASH} ${HASH.replace('zr', 'ab')}`), false],
    [`script-src '${HASH}'`, script(), false],
    ["script-src 'strict-dynamic' app.introw.io", script(), false],
    ["script-src 'strict-dynamic' 'nonce-a'", script('a'), true],
    ["script-src 'unsafe-inline'", inline(), true],
    ['script-src *', inline(), false],
    ["script-src 'unsafe-inline' 'nonce-a'", inline(), false],
    [`script-src 'unsafe-inline' '${HASH}'`, inline(), false],
    ["script-src 'unsafe-inline' 'strict-dynamic'", inline(), false],
    ["default-src 'unsafe-inline'", inline(), true],
    [`script-src '${hashOf(STUB)}'`, inline(), true],
    [`script-src '${hashOf(STUB, 'sha512')}'`, inline(), true],
    [`script-src '${hashOf(STUB).replace(/\+/g, '-').replace(/\//g, '_')}'`, inline(), true],
    [`script-src '${hashOf(`${STUB} `)}'`, inline(), false],
    ['connect-src api.introw.io', connect, true],
    ["default-src 'self'", connect, false],
    ["default-src *; connect-src 'self'", connect, false],
    ["connect-src *, connect-src 'self'", connect, false],
  ])('%s, %o: %s', (policy, wish, isFine) => {
    expect(isAllowed(policy, wish)).toBe(isFine)
  })

  test('of a meta holds in the head alone, and from there on', () => {
    const meta = (content: string) => `<meta http-equiv="Content-Security-Policy" content="${content}">`
    const page = readPage(`<head><title>a</title>${meta("script-src 'self'")}</head><body>${meta('script-src')}`, PAGE)
    const policies = readPolicies({}, page)
    expect(policies.map(({ since, isEnforced }) => [since, isEnforced])).toEqual([[3, true]])
  })

  test('that only reports says so', () => {
    const policies = readPolicies({ 'content-security-policy-report-only': ["default-src 'none'"] }, readPage('', PAGE))
    expect(policies.map(({ isEnforced }) => isEnforced)).toEqual([false])
  })

  test('never makes anybody throw, whatever it says', () => {
    const words = ['script-src', 'connect-src', "'self'", "'nonce-", '*.', ':', '/', '%', ';', ',', 'a.b', "'sha256-"]
    const text = fc.oneof(
      fc.string(),
      fc.array(fc.constantFrom(...words)).map((some) => some.join(' ')),
    )
    fc.assert(
      fc.property(text, fc.webUrl(), (policy, url) => {
        for (const wish of [script('a', HASH), inline(), { kind: 'connect', url: new URL(url) } as const])
          expect(typeof isAllowed(policy, wish)).toBe('boolean')
      }),
      { numRuns: NUM_RUNS / 10 },
    )
  })
})
