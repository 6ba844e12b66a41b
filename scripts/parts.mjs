import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { rollup } from 'rollup'
import typescript from 'typescript'
import config from '../rollup.config.mjs'
import { ROOT } from './commands.mjs'
import { measureBytes, packServer } from './sizes.mjs'

const SEND_ONCE = `
  import { readSetting } from '../settings'
  import { CONVERSIONS_PATH, judge } from './api'
  import { promiseResult, toResult } from './result'
  export const KEY_PATTERN = /^[!-~]{1,128}$/
  export const deliver = () => {}
  export const clearOutbox = () => {}
  export const send = (clickId, body, key) =>
    promiseResult('waiting', async (resolve) =>
      resolve(toResult(await judge(() =>
        fetch((readSetting('api-host', /^https?:.+/) || 'https://api.introw.io') + CONVERSIONS_PATH, {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            'x-introw-publishable-key': key || readSetting('publishable-key', KEY_PATTERN),
          },
          body,
          keepalive: true,
          credentials: 'omit',
        })))))`

/** `npm run parts` builds affiliate.js without each of these: module by module, the least that stands in for them. */
const PARTS = {
  'HubSpot forms and meetings': {
    'conversion/hubspot': 'export const onHubSpotSuccess = () => {}',
    'conversion/forms': 'export const isCounted = () => {}\nexport const holdForm = () => {}',
  },
  'outbox: kept, retried, one tab at a time': {
    'conversion/delivery': SEND_ONCE,
    'conversion/outbox': 'export const addEntry = () => {}',
  },
  'a body that the API accepts, whatever is passed': {
    'conversion/body': 'export const createBody = (clickId, conversion) => JSON.stringify({ clickId, ...conversion })',
  },
  'memory of clicks: last click wins, lease renewed': {
    'click/memory': `
      import { readCookie, removeCookie, writeCookie } from './cookie'
      import { readState } from '../store'
      export const readClick = readCookie
      export const keepClick = (id) => void (id && writeCookie(id, 90))
      export const forgetClick = removeCookie`,
  },
  consent: {
    consent: `
      export const decide = () => {}
      export const isConsentRequired = () => false
      export const readConsent = () => true`,
  },
  'clean address bar, with routers': { 'click/address': 'export const cleanAddress = () => {}' },
  'early calls, one instance a page': {
    publish: `
      import { createAffiliate } from './tracker'
      export const publish = (source) => (window.introw = { affiliate: createAffiliate(source, '__VERSION__') })`,
  },
  'landing URL after a router has replaced it': {
    'click/landing': `
      import { splitUrl } from './url'
      export const readLocation = () => splitUrl(location.href).id
      export const readNavigation = () => {}
      export const readReferrer = () => {}`,
  },
}

const CREATE_BODY = PARTS['a body that the API accepts, whatever is passed']

const SERVER_PARTS = {
  'options that are wrong, told in words': {
    'server/settings': 'export const check = () => {}\nexport const checkRange = () => {}',
  },
  'a try that ends in its time, and with its caller': {
    'server/post': `
      import { judge } from '../conversion/api.js'
      export const post = (fetch = globalThis.fetch, url, init) => judge(() => fetch(url, { ...init, method: 'POST' }))
      export const within = (ms) => new Promise((resolve) => setTimeout(resolve, ms))`,
  },
  'a body that the API accepts, whatever is passed': CREATE_BODY,
}

/** The script's own bundle with some of its modules replaced, as bytes of gzip. */
async function weigh(replaced) {
  const script = config.find(({ output }) => output.file === 'dist/affiliate.js')
  const plugins = [replace(replaced), nodeResolve({ extensions: ['.ts', '.mjs', '.js'] })]
  const bundle = await rollup({ input: join(ROOT, script.input), plugins })
  const { output } = await bundle.generate({ ...script.output, file: undefined, sourcemap: false })
  await bundle.close()
  return measureBytes(output[0].code).gzip
}

const replace = (replaced, folder = 'src', extension = '.ts') => ({
  name: 'replace',
  buildStart() {
    for (const file of Object.keys(replaced).map((name) => join(folder, name + extension))) {
      if (!existsSync(join(ROOT, file))) throw new Error(`There is no ${file}: mend scripts/parts.mjs`)
    }
  },
  transform(code, id) {
    const name = relative(join(ROOT, folder), id).replace(/\.[tj]s$/, '')
    const compilerOptions = { target: 'ES2020', module: 'ESNext', verbatimModuleSyntax: true }
    return { code: typescript.transpileModule(replaced[name] ?? code, { compilerOptions }).outputText, map: null }
  },
})

const weighScript = (names) => weigh(Object.assign({}, ...names.map((name) => PARTS[name])))

/** The server entry, of its exports what is named, with some of its modules replaced. */
const weighServer = async (exports, replaced = {}) =>
  measureBytes(await packServer(ROOT, exports, [replace(replaced, 'dist', '.js')])).gzip

const print = (bytes, text) => console.log(`${String(bytes).padStart(6)}  ${text}`)

/** Prints the largest first, and gives the names in that order. */
async function printSavings(whole, names, weighWithout) {
  const savings = []
  for (const name of names) savings.push([whole - (await weighWithout(name)), name])
  savings.sort(([a], [b]) => b - a)
  for (const [bytes, name] of savings) print(-bytes, name)
  return savings.map(([, name]) => name)
}

console.log('Bytes of gzip, and how many fewer they would be without a part:\n')
const script = await weighScript([])
print(script, 'affiliate.js, without the line that names its source map')
const [first, second] = await printSavings(script, Object.keys(PARTS), (name) => weighScript([name]))
print(await weighScript([first, second]), 'without the two largest')
print(await weighScript(Object.keys(PARTS)), 'without any: a tag that writes a cookie and sends once, js-cookie inside')

console.log('')
const server = await weighServer('*')
print(server, '@introw/affiliate/server with all that it imports')
await printSavings(server, Object.keys(SERVER_PARTS), (name) => weighServer('*', SERVER_PARTS[name]))
print(await weighServer('*', Object.assign({}, ...Object.values(SERVER_PARTS))), 'without any of these')
print(
  await weighServer('{ captureClick, readClickId }'),
  'of it captureClick and readClickId alone: the click in a cookie',
)
print(await weighServer('{ createConversions }'), 'of it createConversions alone: conversions from a backend')
