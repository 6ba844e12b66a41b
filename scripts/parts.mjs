import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { rollup } from 'rollup'
import typescript from 'typescript'
import config from '../rollup.config.mjs'
import { ROOT } from './commands.mjs'
import { measureBytes } from './sizes.mjs'

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

/** The script's own bundle with some of its modules replaced, as bytes of gzip. */
async function weigh(replaced) {
  const script = config.find(({ output }) => output.file === 'dist/affiliate.js')
  const plugins = [replace(replaced), nodeResolve({ extensions: ['.ts', '.mjs', '.js'] })]
  const bundle = await rollup({ input: join(ROOT, script.input), plugins })
  const { output } = await bundle.generate({ ...script.output, file: undefined, sourcemap: false })
  await bundle.close()
  return measureBytes(output[0].code).gzip
}

const replace = (replaced) => ({
  name: 'replace',
  buildStart() {
    for (const name of Object.keys(replaced)) {
      if (!existsSync(join(ROOT, 'src', `${name}.ts`))) throw new Error(`There is no src/${name}.ts: mend scripts/parts.mjs`)
    }
  },
  transform(code, id) {
    const name = relative(join(ROOT, 'src'), id).replace(/\.ts$/, '')
    const compilerOptions = { target: 'ES2020', module: 'ESNext', verbatimModuleSyntax: true }
    return { code: typescript.transpileModule(replaced[name] ?? code, { compilerOptions }).outputText, map: null }
  },
})

const weighWithout = (names) => weigh(Object.assign({}, ...names.map((name) => PARTS[name])))

const whole = await weighWithout([])
const savings = []
for (const name of Object.keys(PARTS)) savings.push([whole - (await weighWithout([name])), name])
savings.sort(([a], [b]) => b - a)
const largest = savings.slice(0, 2).map(([, name]) => name)
const print = (bytes, text) => console.log(`${String(bytes).padStart(6)}  ${text}`)

console.log(`Bytes of gzip, and how many fewer they would be without a part:\n`)
print(whole, 'affiliate.js, without the line that names its source map')
for (const [bytes, name] of savings) print(-bytes, name)
print(await weighWithout(largest), 'without the two largest')
print(await weighWithout(Object.keys(PARTS)), 'without any: a tag that writes a cookie and sends once, js-cookie inside')
