import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { CONSENT_PLATFORMS, FULL_SETTINGS } from '../../../src/settings/full'
import { SETTINGS } from '../../../src/settings/table'
import { ROOT } from '../../support/package.ts'
import { createTagManager, readTemplate } from '../../support/tagmanager.ts'

const template = readTemplate()
const { code, fields, info, scenarios, sections } = template
const field = (name: string) => fields.find((each) => each.name === name)
const valuesOf = (name: string) => field(name)?.selectItems?.map(({ value }) => value)

describe('template.tpl', () => {
  // https://developers.google.com/tag-platform/tag-manager/templates/gallery
  test('has the sections of an exported template, in their order, the terms among them', () => {
    expect(sections).toEqual([
      'TERMS_OF_SERVICE',
      'INFO',
      'TEMPLATE_PARAMETERS',
      'SANDBOXED_JS_FOR_WEB_TEMPLATE',
      'WEB_PERMISSIONS',
      'TESTS',
      'NOTES',
    ])
    expect(info).toMatchObject({ type: 'TAG', id: 'cvt_temp_public_id', containerContexts: ['WEB'] })
    expect(info.categories).toContain('AFFILIATE_MARKETING')
  })

  test('has a field for everything that its code reads, and no other', () => {
    const read = new Set([...code.matchAll(/\bdata\.(\w+)/g)].map(([, name]) => name))
    expect([...read].filter((name) => !name?.startsWith('gtmOn')).sort()).toEqual(fields.map(({ name }) => name).sort())
  })

  test('shows each kind of tag its own fields', () => {
    const kinds = valuesOf('tagType') ?? []
    expect(kinds).toEqual(['load', 'conversion'])
    for (const { name, enablingConditions } of fields.filter(({ name }) => name !== 'tagType'))
      expect([name, kinds.includes(enablingConditions?.[0]?.paramValue ?? '')]).toEqual([name, true])
  })

  test('knows every setting and every consent platform, and no other', () => {
    const [names] = field('settings')?.simpleTableColumns ?? []
    const further = [...Object.keys(SETTINGS), ...FULL_SETTINGS]
    expect(names?.selectItems?.map(({ value }) => value).sort()).toEqual(
      further.filter((name) => !['publishable-key', 'consent'].includes(name)).sort(),
    )
    expect(valuesOf('consent')).toEqual(['required', 'told', 'granted', ...CONSENT_PLATFORMS])
  })

  test.each([
    ['takes', 'pk_aff_org_demo', true],
    ['refuses', 'sk_introw_demo', false],
    ['refuses', 'pk_live_1', false],
    ['refuses', '', false],
    ['refuses', 'pk_aff_a b', false],
  ])('%s the key %j', (_, key, isTaken) => {
    const validators = field('publishableKey')?.valueValidators ?? []
    const passes = validators.every(({ type, args: [pattern = ''] = [] }) =>
      type === 'REGEX' ? new RegExp(pattern).test(key) : key !== '',
    )
    expect(passes).toBe(isTaken)
  })
})

describe('its own tests, for the editor', () => {
  test.each(scenarios.map(({ name, code: scenario }) => [name, scenario]))('hold: %s', (_, scenario) => {
    const mocks: Record<string, (...args: never[]) => unknown> = {}
    let manager = createTagManager(template, {})
    const runCode = (data: Record<string, unknown>) => {
      manager = createTagManager(template, {}, mocks)
      manager.run(data)
    }
    const assertApi = (name: string) => {
      const made = () => manager.calls.flatMap(([api, ...args]) => (api === name ? [args] : []))
      return {
        wasCalled: () => expect(made(), name).not.toEqual([]),
        wasNotCalled: () => expect(made(), name).toEqual([]),
        wasCalledWith: (...args: unknown[]) => expect(made(), name).toContainEqual(args),
      }
    }
    const mock = (name: string, api: () => unknown) => void (mocks[name] = api)
    new Function('mock', 'runCode', 'assertApi', scenario)(mock, runCode, assertApi)
  })
})

test('metadata.yaml has what the gallery reads, versions with their commits', () => {
  const metadata = parse(readFileSync(join(ROOT, 'examples/tag-manager/metadata.yaml'), 'utf8'))
  expect(metadata).toEqual({
    homepage: expect.stringMatching(/^https:/),
    documentation: expect.stringMatching(/^https:/),
    versions: expect.any(Array),
  })
  for (const version of metadata.versions)
    expect(version).toEqual({ sha: expect.stringMatching(/^[\da-f]{40}$/), changeNotes: expect.any(String) })
})
