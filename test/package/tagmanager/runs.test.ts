import { describe, expect, test } from 'vitest'
import { FULL_SETTINGS } from '../../../src/settings/full'
import { createUrlSource } from '../../../src/settings/source'
import { SETTINGS } from '../../../src/settings/table'
import { readManifest } from '../../support/cdn.ts'
import { createTagManager, readTemplate } from '../../support/tagmanager.ts'

const template = readTemplate()
const { code, grants, permissions } = template
const KEY = 'pk_aff_org_demo'
const LOAD = { tagType: 'load', publishableKey: KEY, edition: 'core', consent: 'required' }
const CONVERSION = { tagType: 'conversion', email: 'ada@acme.example', properties: [{ name: 'plan', value: 'pro' }] }

/** With a window of its own, or that of a page. */
const run = (data: object, page: object = {}) => {
  const manager = createTagManager(template, page)
  manager.run(data as Record<string, unknown>)
  return manager
}
const ends = ({ calls }: ReturnType<typeof run>) =>
  calls.flatMap(([name]) => (/^gtmOn/.test(String(name)) ? [name] : []))

describe('its permissions', () => {
  /** https://developers.google.com/tag-platform/tag-manager/templates/permissions, of the APIs in use. */
  const NEEDED: Readonly<Record<string, string>> = {
    setInWindow: 'access_globals',
    copyFromWindow: 'access_globals',
    callInWindow: 'access_globals',
    createQueue: 'access_globals',
    injectScript: 'inject_script',
    addConsentListener: 'access_consent',
  }
  const required = [...code.matchAll(/require\('(\w+)'\)/g)].map(([, name]) => name ?? '')

  test('are those that the APIs in its code need, and no other', () => {
    expect([...permissions].sort()).toEqual([...new Set(required.flatMap((name) => NEEDED[name] ?? []))].sort())
    expect(new Set(permissions).size).toBe(permissions.length)
  })

  test('are all used, and no more would do', () => {
    const told = run({ ...LOAD, consent: 'told' })
    told.tell('ad_storage', false)
    const all = [told, run({ ...LOAD, edition: 'full' }), run(CONVERSION)]
    expect([...new Set(all.flatMap(({ used }) => [...used]))].sort()).toEqual([...grants].sort())
  })

  test('let it load the two scripts that the CDN has at its moving paths, and nothing else', () => {
    const paths = ['affiliate.js', 'affiliate.full.js'].map((file) => readManifest().files[file]?.latest?.path)
    expect(grants.filter((grant) => grant.startsWith('inject_script'))).toEqual(
      paths.map((path) => `inject_script https://app.introw.io${path}*`),
    )
  })
})

describe('the address that it loads', () => {
  test('says of every setting what was written, as affiliate.js reads it', () => {
    const names = [...Object.keys(SETTINGS), ...FULL_SETTINGS].filter(
      (name) => !['publishable-key', 'consent'].includes(name),
    )
    const settings = names.map((name, index) => ({ name, value: `${name} & ${index} = ü, https://a.example/b?c#d` }))
    const [script] = run({ ...LOAD, edition: 'full', consent: 'cookiebot', settings }).scripts
    const read = createUrlSource({ src: script?.url } as HTMLScriptElement)
    expect(settings.map(({ name }) => read(name))).toEqual(settings.map(({ value }) => value))
    expect(['publishable-key', 'consent'].map(read)).toEqual([KEY, 'cookiebot'])
    expect(script?.url).toMatch(/^https:\/\/app\.introw\.io\/affiliate\.full\.js\?/)
  })

  test.each([[''], [undefined], [null]])('widens nothing where a variable has no value: %j', (value) => {
    const read = (name: string) => {
      const [script] = run({ ...LOAD, consent: value, settings: [{ name, value }] }).scripts
      return createUrlSource({ src: script?.url } as HTMLScriptElement)(name) ?? ''
    }
    expect(SETTINGS.consent([read('consent')])).toBe('required')
    expect(SETTINGS.outbox([read('outbox')])).toBe('memory')
    expect(SETTINGS.hubspot([read('hubspot')])?.('1')).toBe(false)
    expect(SETTINGS['hubspot-meetings']([read('hubspot-meetings')])).toBe(false)
    for (const name of FULL_SETTINGS) expect(SETTINGS['hubspot-meetings']([read(name)]), name).toBe(false)
  })
})

describe('its end', () => {
  test.each([
    ['succeed', 'gtmOnSuccess'],
    ['fail', 'gtmOnFailure'],
  ] as const)('is told once when the script has come to %s', (how, end) => {
    const manager = run(LOAD)
    expect(ends(manager)).toEqual([])
    manager.scripts[0]?.[how]()
    expect(ends(manager)).toEqual([end])
  })

  test.each([['sk_introw_demo'], ['pk_live_1'], [undefined], ['']])(
    'is failure with the key %j, of which nothing leaves',
    (key) => {
      const manager = run({ ...LOAD, publishableKey: key })
      expect([ends(manager), manager.scripts, [...manager.used]]).toEqual([['gtmOnFailure'], [], []])
    },
  )

  test('is success once a conversion is handed over, and failure where the page has something else under our name', () => {
    expect(ends(run(CONVERSION))).toEqual(['gtmOnSuccess'])
    expect(ends(run(CONVERSION, { introw: { affiliate: 'taken' } }))).toEqual(['gtmOnFailure'])
    expect(ends(run(CONVERSION, { introw: 'taken' }))).toEqual(['gtmOnFailure'])
  })
})
