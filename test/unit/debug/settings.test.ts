// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { findMistake, resolve } from '../../../src/debug/settings'
import { meantBy } from '../../../src/debug/typo'
import type { SettingName } from '../../../src/settings/table'

const FORM = '0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0'

describe('the settings, as the development build understands them', () => {
  test.each<[SettingName, string[], string[]]>([
    ['cookie-days', ['1', '90', '365', '007', '30 days', '1.5'], ['0', '366', '-1', 'ninety']],
    ['consent', ['granted', 'Required'], ['yes', 'true', '', 'iubenda']],
    ['keep-url', ['on', 'OFF', 'true', '1', ''], ['sure']],
    ['hubspot', ['on', 'no', 'email', FORM, `${FORM}, ${FORM}`], [`contact:${FORM}`, 'none']],
    ['hubspot-meetings', ['on', 'false'], ['maybe']],
    ['outbox', ['local', 'Memory'], ['none', '']],
    [
      'api-host',
      ['https://api.introw.io', 'http://localhost:4000/introw/'],
      ['api.introw.io', 'https://a:b@c.test', 'ftp://x'],
    ],
    ['publishable-key', ['pk_aff_org_demo'], ['pk aff', 'x'.repeat(129)]],
  ])('%s: what is understood, and what is not', (name, good, bad) => {
    expect(good.filter((value) => findMistake(name, value))).toEqual([])
    expect(bad.filter((value) => !findMistake(name, value))).toEqual([])
  })

  test('that are not understood are told with what holds in their place', () => {
    expect(findMistake('consent', 'true')?.used).toBe('required')
    expect(findMistake('hubspot', `contact:${FORM}`)?.used).toBe('off')
    expect(findMistake('outbox', 'none')?.used).toBe('memory')
    expect(findMistake('cookie-days', '400')?.used).toBe('the default, 90,')
  })

  test('are the first source’s that can be read, or the strictest, and it is told whose', () => {
    const origins = (name: SettingName, ...texts: (string | undefined)[]) =>
      texts.map((text, index) => ({
        from: `source ${index}`,
        source: (asked: string) => (asked === name ? text : undefined),
      }))
    const of = (name: SettingName, ...texts: (string | undefined)[]) => resolve(name, origins(name, ...texts))
    expect(of('cookie-days', undefined, '30', '60')).toEqual({ value: '30', from: 'source 1' })
    expect(of('cookie-days', '400', '30')).toEqual({ value: '30', from: 'source 1' })
    expect(of('cookie-days', '400')).toEqual({ value: '90', from: 'default' })
    expect(of('consent', 'granted', 'required')).toEqual({ value: 'required', from: 'source 1' })
    expect(of('outbox', 'session', 'none')).toEqual({ value: 'memory', from: 'source 1' })
    expect(of('hubspot', 'on', FORM)).toEqual({ value: FORM, from: 'source 1' })
    expect(of('hubspot')).toEqual({ value: 'on', from: 'default' })
  })

  test('are found behind slips, and not behind what is just something else', () => {
    const given = [
      'publishableKey',
      'cookie_domain',
      'hubspotmeeting',
      'constructor',
      'src',
      'nonce',
      'crossorigin',
      'v',
    ]
    const meant = ['publishable-key', 'cookie-domain', 'hubspot-meetings']
    expect(given.map((given) => meantBy(given))).toEqual([
      ...meant,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})
