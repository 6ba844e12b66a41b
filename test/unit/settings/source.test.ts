// @vitest-environment happy-dom
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Source } from '../../../src/settings/resolve'
import { listTexts } from '../../../src/settings/resolve'
import { createAttributeSource, createOptionsSource, createUrlSource } from '../../../src/settings/source'
import { type SettingName, SETTINGS, toOptionName } from '../../../src/settings/table'
import { NUM_RUNS } from '../../support/unit/runs'

const NAMES = Object.keys(SETTINGS) as SettingName[]

const createScript = (attributes: Readonly<Record<string, string>>) => {
  const script = document.createElement('script')
  for (const [name, value] of Object.entries(attributes)) script.setAttribute(name, value)
  return script
}

describe('a source of settings', () => {
  test('says what stands in an attribute, trimmed, and nothing where there is none', () => {
    const source = createAttributeSource(createScript({ 'data-outbox': ' session ', 'data-hubspot': '' }))
    expect([source('outbox'), source('hubspot'), source('consent')]).toEqual(['session', '', undefined])
  })

  test('says what stands in the query of the script’s URL, under the same name', () => {
    const source = createUrlSource(
      createScript({ src: 'https://cdn.test/affiliate.js?outbox=memory&keep-url#consent=granted' }),
    )
    expect([source('outbox'), source('keep-url'), source('consent')]).toEqual(['memory', '', undefined])
  })

  test.each([
    ['a query behind the #', '#outbox=memory', 'memory'],
    ['none', '', undefined],
    ['an empty one', '?', undefined],
    ['an empty one before the #', '?#outbox=memory', undefined],
  ])('says what stands in %s', (_, query, said) => {
    expect(createUrlSource(createScript({ src: `https://cdn.test/affiliate.js${query}` }))('outbox')).toBe(said)
  })

  test('says what an option of init() is, as text', () => {
    const source = createOptionsSource({
      hubspot: ['a', 'b'],
      keepUrl: true,
      cookieDays: 30,
      outbox: undefined,
      consent: null,
    })
    const said = (['hubspot', 'keep-url', 'cookie-days', 'outbox', 'consent'] as const).map(source)
    expect(said).toEqual(['a,b', 'true', '30', undefined, undefined])
  })

  test('says something that nobody understands for an option that throws, so that it widens nothing', () => {
    const options = Object.defineProperty({}, 'consent', {
      get: () => {
        throw new Error('no')
      },
    })
    const texts = listTexts('consent', [createOptionsSource(options)])
    expect(SETTINGS.consent(texts)).toBe('required')
    for (const odd of [Object.create(null), { toString: 1 }, Symbol.iterator, () => 'granted', []])
      expect(SETTINGS.consent(listTexts('consent', [createOptionsSource({ consent: odd })])), String(typeof odd)).toBe(
        'required',
      )
  })
})

test('whatever the settings are, nothing is thrown, and each is of its type', () => {
  const types: Readonly<Record<SettingName, (value: unknown) => boolean>> = {
    'publishable-key': (value) => value === undefined || /^[!-~]{1,128}$/.test(String(value)),
    'api-host': (value) => /^https?:\/\/[^\s?#@]+$/i.test(String(value)),
    'cookie-domain': (value) => value === undefined || (typeof value === 'string' && value !== ''),
    'cookie-days': (value) => Number(value) >= 1 && Number(value) <= 365,
    consent: (value) => value === 'granted' || value === 'required',
    hubspot: (value) => value === undefined || typeof value === 'function',
    'hubspot-meetings': (value) => typeof value === 'boolean',
    outbox: (value) => ['local', 'session', 'memory'].includes(String(value)),
    'keep-url': (value) => typeof value === 'boolean',
  }
  const value = fc.oneof(
    fc.anything(),
    fc.string({ unit: 'binary' }),
    fc.constantFrom<unknown>(
      'on',
      'off',
      'required',
      Symbol('s'),
      () => 1,
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('no')
          },
        },
      ),
    ),
  )
  const script = document.createElement('script')
  fc.assert(
    fc.property(fc.constantFrom(...NAMES), value, fc.webUrl({ withQueryParameters: true }), (name, given, src) => {
      script.setAttribute('src', src)
      const sources: Source[] = [
        createOptionsSource({ [toOptionName(name)]: given }),
        createUrlSource(script),
        createAttributeSource(script),
      ]
      return types[name](SETTINGS[name](listTexts(name, sources)))
    }),
    { numRuns: NUM_RUNS },
  )
})
