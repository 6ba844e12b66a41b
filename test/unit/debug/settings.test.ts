// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { isGood, resolve, SETTINGS } from '../../../src/debug/settings'
import { meantBy } from '../../../src/debug/typo'
import { newVisitor, visit } from '../../support/unit/page'
import { useBackend } from '../../support/unit/backend'
import { elapse } from '../../support/unit/time'

const backend = useBackend()
beforeEach(() => newVisitor(backend))

describe('the settings, as the development build understands them', () => {
  test('are read by the same patterns as by the code', async () => {
    const patterns = new Map<string, string>()
    vi.doMock('../../../src/settings', async (original) => {
      const settings = await original<typeof import('../../../src/settings')>()
      return {
        ...settings,
        readSetting: (name: string, pattern: RegExp) => (
          patterns.set(name, String(pattern)),
          settings.readSetting(name, pattern)
        ),
      }
    })
    const affiliate = await visit(`https://www.shop.test/?irw_id=${await backend.click()}`)
    void affiliate.track({ email: 'ada@acme.example' })
    const data = {
      type: 'hsFormCallback',
      eventName: 'onFormSubmitted',
      id: '11111111-aaaa-4aaa-8aaa-000000000001',
      data: {},
    }
    window.dispatchEvent(
      new MessageEvent('message', { data, origin: location.origin, source: window as unknown as MessageEventSource }),
    )
    await elapse(3_000)
    vi.doUnmock('../../../src/settings')
    const read = ['publishable-key', 'api-host', 'cookie-domain', 'cookie-days', 'consent', 'hubspot', 'outbox']
    expect(Object.fromEntries(patterns)).toEqual(
      Object.fromEntries(read.map((name) => [name, String(SETTINGS[name]?.taken)])),
    )
  })

  test.each([
    ['cookie-days', ['1', '90', '365', '007'], ['0', '366', '-1', '1.5', 'ninety']],
    ['consent', ['granted', 'Required'], ['yes', 'true']],
    ['keep-url', ['on', 'OFF'], ['true', '1']],
    [
      'api-host',
      ['https://api.introw.io', 'http://localhost:4000/introw/'],
      ['api.introw.io', 'https://a:b@c.test', 'ftp://x'],
    ],
  ])('%s: what is good, and what is not', (name, good, bad) => {
    expect(good.filter((value) => !isGood(name, value))).toEqual([])
    expect(bad.filter((value) => isGood(name, value))).toEqual([])
  })

  test('are the first source’s, and a bad number of days hides those behind it, as in the code', () => {
    const origin = (from: string, days: string) => ({
      from,
      source: (name: string) => (name === 'cookie-days' ? days : ''),
    })
    expect(resolve('cookie-days', [origin('a', ''), origin('b', '30'), origin('c', '60')])).toEqual({
      value: '30',
      from: 'b',
    })
    expect(resolve('cookie-days', [origin('a', '400'), origin('b', '30')])).toEqual({ value: '90', from: 'default' })
  })

  test('are found behind slips, and not behind what is just something else', () => {
    expect(
      [
        'publishableKey',
        'cookie_domain',
        'hubspotmeeting',
        'constructor',
        'src',
        'nonce',
        'crossorigin',
        'v',
        'charset',
      ].map(meantBy),
    ).toEqual([
      'publishable-key',
      'cookie-domain',
      'hubspot-meetings',
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})
