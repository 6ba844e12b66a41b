import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { type SettingName, SETTINGS, toOptionName } from '../../../src/settings/table'
import type { Options } from '../../../src/options'

const FORM = '0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0'
const OTHER = '11111111-2222-3333-4444-555555555555'

type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name

describe('the settings', () => {
  test('are the options of init(), by type', () => {
    expectTypeOf<CamelCase<SettingName>>().toEqualTypeOf<Exclude<keyof Options, 'integrations'>>()
    expect(Object.keys(SETTINGS).map(toOptionName)).toContain('hubspotMeetings')
  })

  test('stand in the README, in their order, with their defaults', () => {
    const readme = readFileSync(`${import.meta.dirname}/../../../README.md`, 'utf8')
    const [section = ''] = readme.split('\n## Settings\n')[1]?.split('\n## ') ?? []
    const rows = [...section.matchAll(/^\| `([a-z-]+)` \| (.+?) \|/gm)].map(([, name, fallback]) => [name, fallback])
    expect(rows).toEqual([
      ['publishable-key', 'none'],
      ['api-host', `\`${SETTINGS['api-host']([])}\``],
      ['cookie-domain', 'widest possible'],
      ['cookie-days', String(SETTINGS['cookie-days']([]))],
      ['consent', `\`${SETTINGS.consent([])}\``],
      ['hubspot', '`on`, but `off` where something else is named'],
      ['hubspot-meetings', SETTINGS['hubspot-meetings']([]) ? '`on`' : '`off`'],
      ['outbox', `\`${SETTINGS.outbox([])}\``],
      ['keep-url', SETTINGS['keep-url']([]) ? '`on`' : '`off`'],
    ])
    expect(rows.map(([name]) => name)).toEqual(Object.keys(SETTINGS))
  })
})

describe('consent', () => {
  test.each(['granted', 'Granted', 'GRANTED'])('%j is a yes', (text) => {
    expect(SETTINGS.consent([text])).toBe('granted')
  })

  test.each([
    ...[
      'required',
      'Required',
      'require',
      'requierd',
      'true',
      'on',
      'yes',
      '1',
      '',
      'false',
      'off',
      'no',
      '0',
      'denied',
    ],
    ...['cookiebot', 'onetrust', 'grant', 'granted required', 'undefined', 'null', '{{consent}}', '\ufffd'],
  ])('%j waits for a yes', (text) => {
    expect(SETTINGS.consent([text])).toBe('required')
  })

  test('is required if any source says so', () => {
    expect(SETTINGS.consent(['granted', 'required'])).toBe('required')
    expect(SETTINGS.consent(['required', 'granted'])).toBe('required')
    expect(SETTINGS.consent(['granted', 'granted'])).toBe('granted')
  })
})

describe('hubspot', () => {
  const counts = (texts: string[]) => [FORM, OTHER].filter((form) => SETTINGS.hubspot(texts)?.(form))

  test.each(['on', 'ON', 'true', '1', 'yes', 'Yes', ''])('%j counts every form', (text) => {
    expect(counts([text])).toEqual([FORM, OTHER])
  })

  test.each([
    ...['off', 'Off', 'false', '0', 'no', 'NO', 'none', 'contact', 'email', 'undefined', 'null', '[object Object]'],
    ...[`contact:${FORM}`, `${FORM}x`, `x${FORM}`, `"${FORM}"`, FORM.slice(1), `{${FORM}}`, `#${FORM}`, `on:${FORM}`],
  ])('%j counts no form', (text) => {
    expect(counts([text])).toEqual([])
  })

  test.each([
    ...[FORM, FORM.toUpperCase(), `${FORM},`, `, ${FORM}`, `${FORM} newsletter`, `on, ${FORM}`],
    ...[`${FORM};nothing ${FORM}`, `contact:${OTHER}, ${FORM}`],
  ])('%j counts that form', (text) => {
    expect(counts([text])).toEqual([FORM])
  })

  test.each([`${FORM},${OTHER}`, `${OTHER} ${FORM}`, `${FORM} , ${OTHER}`, `${FORM}\n${OTHER}`])(
    '%j counts both forms',
    (text) => {
      expect(counts([text])).toEqual([FORM, OTHER])
    },
  )

  test('counts what every source that names it counts', () => {
    expect(counts(['on', FORM])).toEqual([FORM])
    expect(counts([FORM, 'on'])).toEqual([FORM])
    expect(counts([FORM, OTHER])).toEqual([])
    expect(counts([`${FORM},${OTHER}`, OTHER])).toEqual([OTHER])
    expect(counts(['on', 'off'])).toEqual([])
    expect(counts(['what', 'on'])).toEqual([])
  })

  test('is not named where no source says anything', () => {
    expect(SETTINGS.hubspot([])).toBeUndefined()
  })
})

describe('hubspot-meetings', () => {
  test.each(['on', 'true', '1', 'yes', ''])('%j counts them', (text) => {
    expect(SETTINGS['hubspot-meetings']([text])).toBe(true)
  })

  test.each(['off', 'false', '0', 'no', 'onn', 'enabled', FORM, '\ufffd'])('%j does not', (text) => {
    expect(SETTINGS['hubspot-meetings']([text])).toBe(false)
  })

  test('count if every source that names them says so', () => {
    expect(SETTINGS['hubspot-meetings'](['on', 'on'])).toBe(true)
    expect(SETTINGS['hubspot-meetings'](['on', 'off'])).toBe(false)
    expect(SETTINGS['hubspot-meetings'](['?', 'on'])).toBe(false)
  })
})

describe('outbox', () => {
  test.each<[string, string]>([
    ['local', 'local'],
    ['LOCAL', 'local'],
    ['Session', 'session'],
    ['memory', 'memory'],
    ['Memory', 'memory'],
    ...['none', 'off', 'localStorage', 'local storage', '', 'true', 'undefined'].map((text): [string, string] => [
      text,
      'memory',
    ]),
  ])('%j is %s', (text, outbox) => {
    expect(SETTINGS.outbox([text])).toBe(outbox)
  })

  test('is the strictest that any source says', () => {
    expect(SETTINGS.outbox(['local', 'session'])).toBe('session')
    expect(SETTINGS.outbox(['session', 'memory', 'local'])).toBe('memory')
    expect(SETTINGS.outbox(['local', 'nowhere'])).toBe('memory')
  })
})

describe('the others', () => {
  test.each([
    ['cookie-domain', ['HOST'], 'host'],
    ['cookie-domain', ['Shop.COM'], 'shop.com'],
    ['cookie-domain', ['', 'shop.com'], 'shop.com'],
    ['cookie-domain', [''], undefined],
    ['cookie-days', ['30'], 30],
    ['cookie-days', ['30 days'], 30],
    ['cookie-days', ['30d'], 30],
    ['cookie-days', ['1'], 1],
    ['cookie-days', ['365'], 365],
    ['cookie-days', ['0'], 90],
    ['cookie-days', ['366'], 90],
    ['cookie-days', ['-1'], 90],
    ['cookie-days', ['a year'], 90],
    ['cookie-days', ['Infinity'], 90],
    ['cookie-days', ['400', '30'], 30],
    ['cookie-days', ['60', '30'], 60],
    ['keep-url', ['yes'], true],
    ['keep-url', ['off', 'on'], false],
    ['keep-url', ['sure', 'on'], true],
    ['keep-url', ['sure'], false],
    ['publishable-key', ['with space', 'pk_aff_org'], 'pk_aff_org'],
    ['publishable-key', ['x'.repeat(129)], undefined],
    ['api-host', ['api.example', 'https://api.example//'], 'https://api.example'],
    ['api-host', ['javascript:alert(1)'], 'https://api.introw.io'],
    ['api-host', ['https://user@evil.example'], 'https://api.introw.io'],
  ] as const)('%s reads %j as %j', (name, texts, value) => {
    expect(SETTINGS[name](texts)).toBe(value)
  })
})

test('whatever is written, no strict setting is wider than its words say', () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('granted', 'on', 'local', 'memory', 'off', FORM))
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), (texts) => {
      const says = (pattern: RegExp) => texts.every((each) => pattern.test(each))
      if (SETTINGS.consent(texts) === 'granted') expect(says(/^granted$/i)).toBe(true)
      if (SETTINGS.outbox(texts) === 'local') expect(says(/^local$/i)).toBe(true)
      if (SETTINGS['hubspot-meetings'](texts)) expect(says(/^(on|true|1|yes|)$/i)).toBe(true)
      if (SETTINGS.hubspot(texts)?.(FORM))
        expect(says(new RegExp(`^(on|true|1|yes|)$|(^|[\\s,])${FORM}($|[\\s,])`, 'i'))).toBe(true)
    }),
    { numRuns: 10_000 },
  )
})
