import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packServer } from '../../scripts/sizes.mjs'
import { ROOT, run } from '../support/package.ts'

const manifest = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))
const NAME: string = manifest.name

type Target = string | Readonly<Record<string, string>>
const targets: [string, Target][] = Object.entries(manifest.exports)
const filesOf = (target: Target) => (typeof target === 'string' ? [target] : Object.values(target))
const programs = targets.map(([entry]) => NAME + entry.slice(1)).filter((entry) => !entry.endsWith('.json'))
const scripts = programs.filter((entry) => entry.endsWith('.js'))

/** Runs a program in a Node of its own, which resolves the package by its name. */
async function node(program: string): Promise<unknown> {
  const { stdout } = await run(process.execPath, ['--no-warnings', '--input-type=module', '-e', program], { cwd: ROOT })
  return JSON.parse(stdout)
}

const namesOf = (specifier: string) =>
  node(`console.log(JSON.stringify(Object.keys(await import('${specifier}')).sort()))`)

describe('the package', () => {
  test.each(targets)('has every file of its entry %s', (_entry, target) => {
    for (const file of filesOf(target)) expect(existsSync(join(ROOT, file)), file).toBe(true)
  })

  test('has its command, its CDN file and its types', () => {
    const { bin, unpkg, jsdelivr, types, sideEffects } = manifest
    const named = [...Object.values<string>(bin), unpkg, jsdelivr, types, ...sideEffects]
    for (const file of named) expect(existsSync(join(ROOT, file)), file).toBe(true)
  })

  test('gives the names of its interface', async () => {
    for (const entry of [NAME, `${NAME}/debug`])
      expect(await namesOf(entry)).toEqual(['consent', 'decorate', 'getClickId', 'init', 'ready', 'track', 'version'])
    expect(await namesOf(`${NAME}/server`)).toEqual([
      'IntrowApiError',
      'captureClick',
      'createConversions',
      'decorate',
      'readClickId',
    ])
    expect(await namesOf(`${NAME}/integrations`)).toEqual([
      ...['calCom', 'calendly', 'chiliPiper', 'complianz', 'contactForm7', 'cookieYes', 'cookiebot'],
      ...['dataLayer', 'defaultCom', 'didomi', 'googleConsentMode', 'hiddenFields', 'hubspotBanner', 'klaro'],
      ...['linkDomains', 'markedForms', 'marketo', 'oneTrust', 'stripeReference', 'tcf', 'typeform'],
      ...['usercentrics', 'vanillaCookieConsent'],
    ])
    expect(await namesOf(`${NAME}/sandbox`)).toEqual(['createSandbox', 'serveSandbox'])
    for (const script of scripts) expect(await namesOf(script)).toEqual([])
  })

  test('has the version of package.json', async () => {
    for (const entry of [NAME, `${NAME}/debug`])
      expect(await node(`console.log(JSON.stringify((await import('${entry}')).version))`)).toBe(manifest.version)
  })
})

describe('importing', () => {
  test('is tried with every entry', () => {
    const entries = ['', '/debug', '/integrations', '/server', '/sandbox'].concat([
      '/affiliate.js',
      '/affiliate.full.js',
      '/affiliate.debug.js',
    ])
    expect(programs).toEqual(entries.map((entry) => NAME + entry))
  })

  test.each(programs)('%s on a server has no effect', async (specifier) => {
    const effects = await node(`
      const names = () => Reflect.ownKeys(globalThis).map(String)
      // Both are Node's own, made when they are first asked for.
      for (const name of names()) { try { globalThis[name] } catch {} }
      const before = names(), values = new Map(before.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)?.value]))
      const calls = []
      const watch = (object, name) => {
        const real = object[name]
        object[name] = (...args) => (calls.push(name), real.apply(object, args))
        return object[name]
      }
      for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'fetch']) values.set(name, watch(globalThis, name))
      for (const name of ['log', 'info', 'warn', 'error', 'debug']) watch(console, name)
      const listeners = process.eventNames().length
      await import('${specifier}')
      const changed = before.filter((name) => !Object.is(Object.getOwnPropertyDescriptor(globalThis, name)?.value, values.get(name)))
      const added = names().filter((name) => !before.includes(name))
      process.stdout.write(JSON.stringify({ added, changed, calls, listeners: process.eventNames().length - listeners }))`)
    expect(effects).toEqual({ added: [], changed: [], calls: [], listeners: 0 })
  })
})

describe('the server entry', () => {
  test('knows neither the DOM nor js-cookie', async () => {
    const code = await packServer(ROOT)
    expect(code).not.toMatch(/js-cookie|\b(document|window|localStorage|sessionStorage|location|history|navigator)\./)
    expect(code).not.toMatch(/from\s*["']/)
  })
})
