// @vitest-environment node
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explainFailure } from '../../../src/doctor/failure'
import { describeHop } from '../../../src/doctor/hop'
import { judgeIntegrity } from '../../../src/doctor/integrity'
import { fateIn, PROBE, withoutProbe, withProbe } from '../../../src/doctor/probe'
import { isSameSite } from '../../../src/doctor/site'
import { NUM_RUNS } from '../../support/unit/runs'

describe('the probe', () => {
  test.each([
    ['https://shop.example', `https://shop.example/?irw_id=${PROBE}`],
    ['https://shop.example/a?b=1&c', `https://shop.example/a?b=1&c&irw_id=${PROBE}`],
    ['https://shop.example/?irw_id=aff_1#top', `https://shop.example/?irw_id=${PROBE}#top`],
    ['https://shop.example/#/a?b', `https://shop.example/?irw_id=${PROBE}#/a?b`],
  ])('goes with %s as with a partner’s link', (address, wanted) => {
    expect(withProbe(new URL(address)).href).toBe(wanted)
  })

  test('is found again in whatever address it is put into, and taken out of it', () => {
    fc.assert(
      fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (text) => {
        const { href } = withProbe(new URL(text))
        expect(fateIn(href)).toBe('kept')
        expect(withoutProbe(href)).not.toContain(PROBE)
      }),
      { numRuns: NUM_RUNS / 10 },
    )
  })

  test.each([
    [`https://a.example/?irw_id=${PROBE}`, 'kept'],
    [`https://a.example/#/b?irw_id=${PROBE}`, 'kept'],
    [`https://a.example/?irw_id=${PROBE.replace('.', '%2E')}`, 'kept'],
    [`https://a.example/?irw_id=${PROBE.toLowerCase()}`, 'changed'],
    ['https://a.example/?irw_id=', 'dropped'],
    ['https://a.example/', 'dropped'],
  ])('in %s is %s', (address, fate) => {
    expect(fateIn(address)).toBe(fate)
  })
})

test.each([
  ['http://shop.example/', 'https://shop.example/', 'http to https'],
  ['http://shop.example/', 'https://www.shop.example/', 'http to https, apex to www'],
  ['https://www.shop.example/', 'https://shop.example/', 'www to apex'],
  ['https://shop.example/demo', 'https://shop.example/demo/', 'trailing slash'],
  ['https://shop.example/', 'https://shop.example/en', 'locale'],
  ['https://shop.example/a', 'https://shop.example/pt-br/a/', 'locale'],
  ['https://go.example/x', 'https://shop.example/', 'to another host, to another path'],
  ['https://shop.example/?a', 'https://shop.example/', 'the same path'],
])('a redirect from %s to %s is for: %s', (from, to, what) => {
  expect(describeHop({ from, to })).toBe(what)
})

test.each([
  ['shop.example', 'app.shop.example', true],
  ['www.shop.co.uk', 'shop.co.uk', true],
  ['one.co.uk', 'two.co.uk', false],
  ['shop.example', 'shop.test', false],
  ['127.0.0.1', '10.0.0.1', false],
  ['www.shop.localhost', 'app.shop.localhost', true],
])('%s and %s are one site: %s', (one, other, isSame) => {
  expect(isSameSite(one, other)).toBe(isSame)
})

describe('an integrity', () => {
  const bytes = Buffer.from('affiliate.js')
  const hash = (algorithm: string) => `${algorithm}-${createHash(algorithm).update(bytes).digest('base64')}`
  const wrong = `sha512-${'A'.repeat(86)}==`

  test.each([
    [undefined, 'none'],
    ['  ', 'none'],
    ['md5-abc', 'unreadable'],
    ['0.1.0', 'unreadable'],
    [hash('sha256'), 'right'],
    [hash('sha384'), 'right'],
    [`${hash('sha384')}?ct=text/javascript`, 'right'],
    [`  ${wrong}\n${hash('sha512')} `, 'right'],
    [`${hash('sha384')} ${wrong}`, 'wrong'],
    [`${hash('sha512')} sha256-${'A'.repeat(43)}=`, 'right'],
  ])('%s is %s', (integrity, verdict) => {
    expect(judgeIntegrity(integrity, bytes)).toBe(verdict)
  })
})

test.each([
  ['ENOTFOUND', 'there is no such host'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is for other names'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is signed by nobody'],
  ['HPE_INVALID_CONSTANT', 'its answer is no HTTP'],
  ['Z_DATA_ERROR', 'its answer is not compressed as it says'],
  ['ELSE', 'first line'],
])('a failure is told in words: %s', (code, words) => {
  expect(explainFailure(Object.assign(new Error('first line\nsecond'), { code }), false, 1)).toContain(words)
})
