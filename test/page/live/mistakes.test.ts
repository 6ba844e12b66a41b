// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { affiliate } from '../../support/unit/page'
import { useShop } from '../../support/unit/shop'
import { clear, hubspotForm, open, paste, usePage } from './live'
import { watched } from './watch'

const { landing } = useShop()
usePage()

describe('a mistake is named in the verdict', () => {
  test.each<[string, Record<string, string>, string, string]>([
    ['no key', { 'data-publishable-key': '' }, 'key-odd', 'it is what an unset variable leaves'],
    ['a secret key', { 'data-publishable-key': 'sk_live_0123456789' }, 'secret-key', 'is a secret key (sk_live…)'],
    ['a placeholder', { 'data-publishable-key': 'pk_aff_xxx' }, 'key-odd', 'it is a placeholder'],
    ['the API’s path', { 'data-api-host': 'https://api.introw.io/api/v1' }, 'host-path', "has the API's path in it"],
  ])('%s', async (_, tag, code, text) => {
    await open({ url: await landing(), tag, body: hubspotForm() })
    const { verdict, codes } = await paste()
    expect(codes).toContain(code)
    expect(verdict).toMatch(/^Click kept .* But no conversion of this page would arrive: /)
    expect(verdict).toContain(text)
  })

  test('a misspelt attribute, or one that a tag manager has stripped', async () => {
    await open({ url: await landing(), tag: { 'data-publishablekey': 'pk_aff_org_demo' }, keyless: true })
    const { verdict, lines } = await paste()
    expect(verdict).toContain('would arrive: There is no publishable key')
    expect(lines.join('\n')).toContain('→ Write data-publishable-key.')
    clear()
    await open({ url: await landing(), keyless: true })
    expect((await paste()).lines.join('\n')).toContain('https://app.introw.io/affiliate.js?publishable-key=pk_aff_…')
  })

  test('a tag of a file of its own, whose attributes are gone', async () => {
    await open({ url: await landing(), tag: { src: 'https://cdn.shop.test/affiliate.js' }, keyless: true })
    const { codes, lines } = await paste()
    expect([codes.includes('no-key'), codes.includes('live-unseen')]).toEqual([true, false])
    expect(lines.join('\n')).toContain('https://cdn.shop.test/affiliate.js?publishable-key=pk_aff_…')
  })

  test('what may be a secret, by its first letters', async () => {
    const secret = 'whsec_0123456789abcdef'
    await open({ url: await landing(), tag: { 'data-publishable-key': secret } })
    const { lines, diagnosis } = await paste()
    expect(lines.join('\n') + JSON.stringify(diagnosis)).not.toContain(secret)
    expect(lines.join('\n')).toContain('whsec_0…')
  })

  test('a policy of the page that blocks the API', async () => {
    const head = `<meta http-equiv="Content-Security-Policy" content="default-src *; connect-src 'self'">`
    await open({ url: await landing(), head })
    const { verdict, lines } = await paste()
    expect(verdict).toContain("Content Security Policy blocks https://api.introw.io (connect-src 'self')")
    expect(lines.join('\n')).toContain('→ Add https://api.introw.io to connect-src')
  })

  test('a policy of the page’s headers that has blocked the API', async () => {
    class Observer {
      observe() {}
      disconnect() {}
      takeRecords() {
        const blockedURL = 'https://api.introw.io/api/v1/affiliate/conversions'
        return [{ body: { blockedURL, disposition: 'enforce', originalPolicy: "connect-src 'none'" } }]
      }
    }
    vi.stubGlobal('ReportingObserver', Observer)
    await open({ url: await landing() })
    vi.stubGlobal('ReportingObserver', Observer)
    expect((await paste()).codes).toContain('policy-blocked')
  })

  test.each([
    [401, 'key-refused', 'The API refuses the publishable key pk_aff_org_demo (401'],
    [403, 'origin-refused', "The API refuses this page's origin (403"],
  ])('what the API has answered the page: %s', async (responseStatus, code, text) => {
    await open({ url: await landing() })
    const entry = { name: 'https://api.introw.io/api/v1/affiliate/conversions', responseStatus }
    vi.mocked(performance.getEntriesByType).mockImplementation((type) =>
      type === 'resource' ? ([entry] as unknown as PerformanceEntryList) : [],
    )
    const { verdict, codes } = await paste()
    expect([codes.includes(code), verdict]).toEqual([true, expect.stringContaining(text)])
    expect(codes).not.toContain('live-unasked')
  })

  test('two tags, and a consent platform that nobody asks', async () => {
    const head =
      '<script src="https://consent.cookiebot.com/uc.js"></script><script src="https://cdn.shop.test/affiliate.js" data-publishable-key="pk_aff_org_demo"></script>'
    await open({ url: await landing(), head })
    const { codes, verdict } = await paste()
    expect(codes).toEqual(expect.arrayContaining(['installed-twice', 'consent-unset']))
    expect(verdict).toContain('2 things to mend: see above.')
  })

  test('this build itself, written beside the other', async () => {
    await open({ url: await landing() })
    const { touched, value } = await watched(() => paste('tag'))
    expect([touched, value.codes.includes('other-build')]).toEqual([[], true])
    expect(affiliate().debug).toBeUndefined()
  })
})
