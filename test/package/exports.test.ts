import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { rollup } from 'rollup'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SERVER_BUDGET_BYTES } from './budget'

const run = promisify(execFile)
const root = `${import.meta.dirname}/../..`
const manifest = JSON.parse(await readFile(`${root}/package.json`, 'utf8'))
const NAME: string = manifest.name

type Target = string | Readonly<Record<string, string>>
const targets: [string, Target][] = Object.entries(manifest.exports)
const filesOf = (target: Target) => (typeof target === 'string' ? [target] : Object.values(target))
const specifierOf = (entry: string) => NAME + entry.slice(1)
const modules = targets.filter(([, target]) => typeof target === 'object').map(([entry]) => specifierOf(entry))

/** Runs a program in a Node of its own, which resolves the package by its name. */
async function node(program: string): Promise<unknown> {
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { cwd: root })
  return JSON.parse(stdout)
}

describe('the package', () => {
  test('has nothing that publint finds wrong', async () => {
    const { messages, pkg } = await publint({ pkgDir: root, strict: true, pack: false })
    expect(messages.map((message) => formatMessage(message, pkg ?? manifest))).toEqual([])
  })

  test.each(targets)('has every file of its entry %s', (_entry, target) => {
    for (const file of filesOf(target)) expect(existsSync(`${root}/${file}`), file).toBe(true)
  })

  test('has its command, its CDN file and its types', () => {
    const named = [...Object.values<string>(manifest.bin), manifest.unpkg, manifest.jsdelivr, manifest.types, ...manifest.sideEffects]
    for (const file of named) expect(existsSync(`${root}/${file}`), file).toBe(true)
  })

  test('publishes no test, source or machine path', async () => {
    const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: root })
    const [{ files }] = JSON.parse(stdout)
    const paths: string[] = files.map(({ path }: { path: string }) => path)
    expect(paths.filter((path) => !/^(dist\/|package\.json$|README\.md$|CHANGELOG\.md$|LICENSE$)/.test(path))).toEqual([])
    expect(paths).toEqual(expect.arrayContaining(['dist/affiliate.js', 'dist/affiliate.js.map', 'dist/index.js', 'dist/index.d.ts', 'LICENSE', 'README.md']))
    for (const path of paths.filter((name) => name.startsWith('dist/'))) {
      const text = await readFile(`${root}/${path}`, 'utf8')
      expect([resolve(root), homedir()].filter((machine) => text.includes(`${machine}/`)), path).toEqual([])
    }
  })

  test('has one dependency, js-cookie', () => {
    expect(Object.keys(manifest.dependencies)).toEqual(['js-cookie'])
  })
})

describe('importing', () => {
  test.each(modules)('%s on a server has no effect', async (specifier) => {
    const effects = await node(`
      const names = () => Reflect.ownKeys(globalThis).map(String)
      // Both are Node's own, made when they are first asked for.
      for (const name of names()) { try { globalThis[name] } catch {} }
      const before = names(), values = new Map(before.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)?.value]))
      const timers = []
      for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'fetch']) {
        const real = globalThis[name]
        globalThis[name] = (...args) => (timers.push(name), real(...args))
        values.set(name, globalThis[name])
      }
      const listeners = process.eventNames().length
      const module = await import(${JSON.stringify(specifier)})
      const changed = before.filter((name) => !Object.is(Object.getOwnPropertyDescriptor(globalThis, name)?.value, values.get(name)))
      console.log(JSON.stringify({ added: names().filter((name) => !before.includes(name)), changed, timers, listeners: process.eventNames().length - listeners, exports: Object.keys(module).length > 0 }))`)
    expect(effects).toEqual({ added: [], changed: [], timers: [], listeners: 0, exports: true })
  })

  test(`${NAME} gives the names of its interface`, async () => {
    expect(await node(`console.log(JSON.stringify(Object.keys(await import(${JSON.stringify(NAME)})).sort()))`)).toEqual(['consent', 'getClickId', 'init', 'ready', 'track', 'version'])
  })

  test(`${NAME}/debug gives the same names, and the version of package.json`, async () => {
    const module = `await import(${JSON.stringify(`${NAME}/debug`)})`
    expect(await node(`console.log(JSON.stringify([Object.keys(${module}).sort(), (${module}).version]))`)).toEqual([['consent', 'getClickId', 'init', 'ready', 'track', 'version'], manifest.version])
  })

  test(`${NAME}/server gives the names of its interface`, async () => {
    expect(await node(`console.log(JSON.stringify(Object.keys(await import(${JSON.stringify(`${NAME}/server`)})).sort()))`)).toEqual(['IntrowApiError', 'captureClick', 'createConversions', 'readClickId'])
  })

  test(`${NAME} has the version of package.json`, async () => {
    expect(await node(`console.log(JSON.stringify((await import(${JSON.stringify(NAME)})).version))`)).toBe(manifest.version)
  })

  test(`${NAME} alone leaves nothing in a bundle that uses nothing of it`, async () => {
    expect(await bundle(`import '${NAME}'`)).toBe('')
  })
})

describe('the server entry', () => {
  test('is small, and knows neither the DOM nor js-cookie', async () => {
    const code = await bundle(`export * from '${NAME}/server'`)
    const { minify } = await import('terser')
    const { code: small = '' } = await minify(code, { module: true, ecma: 2020 })
    expect(gzipSync(small, { level: 9 }).length).toBeLessThanOrEqual(SERVER_BUDGET_BYTES)
    expect(small).not.toMatch(/js-cookie|\b(document|window|localStorage|sessionStorage|location|history|navigator)\./)
    expect(small).not.toMatch(/from\s*["']/)
  })
})

describe('types', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(`${root}/test/.consumer-`)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const consumer = `
    import { init, track, getClickId, consent, ready, version, type Affiliate, type ConversionResult, type Options } from '${NAME}'
    import { init as start, type Diagnosis } from '${NAME}/debug'
    import { captureClick, readClickId, createConversions, IntrowApiError } from '${NAME}/server'
    import { createSandbox, serveSandbox, type Sandbox } from '${NAME}/sandbox'

    const options: Options = { publishableKey: 'pk', apiHost: 'https://proxy.test', cookieDays: 30, consent: 'required', outbox: 'session', hubspot: 'off', keepUrl: 'on' }
    const affiliate: Affiliate = init(options)
    const diagnosis: Diagnosis | undefined = start(options).debug?.()
    const id: string | null = affiliate.getClickId() ?? getClickId()
    consent(true)
    ready((object) => object.consent(false))
    const result: ConversionResult = await track({ email: 'a@b.co', properties: { plan: 'pro', at: new Date() }, publishableKey: 'pk' })
    if (result.status === 'recorded') { const given: string | null = result.conversionId; void given }
    if (result.status === 'queued') { const reason: string = result.reason; void reason }
    if (result.status === 'rejected') { const code: string = result.error.code; void code }
    // @ts-expect-error: no such setting
    init({ cookiedays: 1 })
    // @ts-expect-error: no such result
    result.status === 'failed'
    // @ts-expect-error: an e-mail is text
    void track({ email: 5 })
    window.introw?.affiliate?.getClickId()
    const setCookie: string | null = captureClick(new Request('https://shop.test/'), { domain: 'shop.test' })
    const conversions = createConversions({ apiKey: 'sk' })
    const answer = await conversions.record({ clickId: readClickId('_introw_aff=a') ?? 'a' })
    const status: 'recorded' | 'duplicate' | 'ignored' = answer.status
    const sandbox: Sandbox = createSandbox()
    export const all = [id, diagnosis, version, setCookie, status, IntrowApiError, sandbox, serveSandbox]
  `

  test.each(['bundler', 'nodenext'])('serve a consumer with moduleResolution %s, in strict mode', async (moduleResolution) => {
    await writeFile(`${folder}/consumer.mts`, consumer)
    const module = moduleResolution === 'nodenext' ? 'nodenext' : 'esnext'
    const compilerOptions = { noEmit: true, strict: true, target: 'es2022', module, moduleResolution, lib: ['es2022', 'dom', 'dom.iterable'], types: [], skipLibCheck: false }
    await writeFile(`${folder}/tsconfig.json`, JSON.stringify({ compilerOptions, files: ['consumer.mts'] }))
    const { stdout } = await run(process.execPath, [`${root}/node_modules/typescript/bin/tsc`, '-p', folder]).catch((error: { stdout: string }) => error)
    expect(stdout).toBe('')
  }, 60_000)
})

/** What a bundler makes of a program that imports the package. */
async function bundle(program: string): Promise<string> {
  const build = await rollup({
    input: 'program',
    external: ['js-cookie', /^node:/],
    onwarn: () => {},
    plugins: [
      {
        name: 'package-by-name',
        resolveId: (id) => {
          if (id === 'program') return id
          const target = manifest.exports[`.${id.slice(NAME.length)}`]
          return id.startsWith(NAME) ? { id: `${root}/${target.default}`, moduleSideEffects: false } : null
        },
        load: (id) => (id === 'program' ? program : null),
      },
    ],
  })
  const { output } = await build.generate({ format: 'esm' })
  return output[0].code.trim()
}
