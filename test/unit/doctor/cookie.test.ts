// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeCookie, findCookieFaults } from '../../../src/doctor/cookie'
import { PROBE } from '../../../src/doctor/probe'
import { NUM_RUNS } from '../../support/unit/runs'

const NOW = Date.parse('2026-11-30T00:00:00Z')
const PAGE = new URL('https://www.shop.example/')

const judge = (attributes: string, headers = {}) =>
  findCookieFaults({ 'set-cookie': [`_introw_aff=${PROBE}; ${attributes}`], ...headers }, PAGE, NOW).map(
    ({ code }) => code,
  )

describe('a cookie of the server', () => {
  test.each([
    ['Max-Age=7776000; Path=/', []],
    ['max-age=7776000;path=/;DOMAIN=.shop.example', []],
    ['Expires=Sun, 28 Feb 2027 00:00:00 GMT; Path=/', []],
    ['Max-Age=60; Expires=Sun, 28 Feb 2027 00:00:00 GMT; Path=/', ['cookie-short']],
    ['Path=/', ['cookie-short']],
    ['Max-Age=7776000', ['cookie-narrow']],
    ['Max-Age=7776000; Path=/; SameSite=None', ['cookie-invalid']],
    ['Max-Age=7776000; Path=/; Domain=op.example', ['cookie-invalid']],
    ['Max-Age=7776000; Path=/; HttpOnly', ['cookie-hidden']],
  ])('%s: %j', (attributes, codes) => {
    expect(judge(attributes)).toEqual(codes)
  })

  test.each([
    ['private, no-store', []],
    ['no-cache', []],
    ['public', ['cookie-cached']],
    ['s-maxage=60', ['cookie-cached']],
    ['max-age=0', []],
    ['private, max-age=600', []],
  ])('with Cache-Control: %s: %j', (control, codes) => {
    expect(judge('Max-Age=7776000; Path=/', { 'cache-control': [control] })).toEqual(codes)
  })

  test('that came out of a cache was kept there', () => {
    expect(judge('Max-Age=7776000; Path=/', { age: ['12'] })).toEqual(['cookie-cached'])
  })

  test('is told of in words', () => {
    const describeOne = (attributes: string) => describeCookie({ 'set-cookie': [`_introw_aff=a; ${attributes}`] }, NOW)
    expect(describeOne('Max-Age=7776000; Domain=shop.example')).toContain('90 days, for shop.example')
    expect(describeOne('')).toContain('until the browser is closed, for this host alone')
    expect(describeCookie({ 'set-cookie': ['other=1'] }, NOW)).toBeUndefined()
  })

  test('never makes anybody throw, whatever it says', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, control) => {
        const headers = { 'set-cookie': [text, `_introw_aff=${text}`], 'cache-control': [control] }
        findCookieFaults(headers, PAGE, NOW)
        describeCookie(headers, NOW)
      }),
      { numRuns: NUM_RUNS / 10 },
    )
  })
})
