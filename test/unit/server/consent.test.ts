// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { allowsByCookiebot, allowsByOneTrust } from '../../../examples/server/consent.mjs'

const cookiebot = (marketing: boolean, encode: (text: string) => string = encodeURIComponent) => {
  const consent = `{stamp:'a==',necessary:true,preferences:true,statistics:true,marketing:${marketing},method:'explicit',ver:1}`
  return `CookieConsent=${encode(consent)}`
}
const oneTrust = (marketing: 0 | 1, landingPath = 'NotLandingPage') =>
  `OptanonConsent=${new URLSearchParams({ version: '202401.1.0', landingPath, groups: `C0001:1,C0004:${marketing}` }).toString()}`
const answered = 'OptanonAlertBoxClosed=2026-01-01T00:00:00.000Z'

const NOTHING = [
  null,
  undefined,
  '',
  'a=b',
  'CookieConsent',
  'CookieConsent=',
  'OptanonConsent=%',
  'CookieConsent=%E0%A4%A',
]

describe('what a consent platform’s cookie tells a server', () => {
  it('is yes where Cookiebot’s has it, and where Cookiebot asks nobody', () => {
    expect(allowsByCookiebot(`a=1; ${cookiebot(true)}; b=2`)).toBe(true)
    // Commas have no place in a cookie; of the rest not everything need be encoded.
    expect(allowsByCookiebot(cookiebot(true, (text) => text.replaceAll(',', '%2C')))).toBe(true)
    expect(allowsByCookiebot('CookieConsent=-1')).toBe(true)
    expect(allowsByCookiebot(`a=1; ${cookiebot(false)}`)).toBe(false)
    expect(allowsByCookiebot(cookiebot(true).replace('CookieConsent', 'xCookieConsent'))).toBe(false)
  })

  it('is yes where OneTrust’s has it and the banner was answered', () => {
    expect(allowsByOneTrust(`${oneTrust(1)}; ${answered}`)).toBe(true)
    expect(allowsByOneTrust(`${oneTrust(0)}; ${answered}`)).toBe(false)
    expect(allowsByOneTrust(`${oneTrust(0, 'https://shop.com/?a&groups=C0004:1&')}; ${answered}`)).toBe(false)
  })

  it('is no where OneTrust’s holds defaults, before anybody was asked', () => {
    expect(allowsByOneTrust(oneTrust(1))).toBe(false)
  })

  it.each(NOTHING)('is no where the header is %j', (header) => {
    expect([allowsByCookiebot(header), allowsByOneTrust(header)]).toEqual([false, false])
  })
})
