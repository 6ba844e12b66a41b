import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { rollup } from 'rollup'
import type { Site } from './site.ts'

/** A consent banner of somebody's own code, as a merchant has it on a page. */
export interface Banner {
  /** In `<head>`; `needless` for a visitor whom it need not ask. */
  head(needless: boolean): string
  /** In `<body>`. */
  readonly body: string
  /** What is pressed for a yes, a no, and to be asked again. */
  readonly yes: string
  readonly no: string
  readonly again: string
  /** Where the script of a service is held back by it, that script's attributes. */
  readonly release?: string
}

const require = createRequire(import.meta.url)
const vanilla = dirname(require.resolve('vanilla-cookieconsent'))
const klaro = dirname(require.resolve('klaro'))
const again = '<button id="again">Cookie settings</button>'

const runVanilla = (needless: boolean) => `addEventListener('DOMContentLoaded', () => CookieConsent.run({
  hideFromBots: false,
  mode: '${needless ? 'opt-out' : 'opt-in'}',
  categories: { necessary: { enabled: true, readOnly: true }, marketing: { enabled: ${String(needless)} } },
  language: { default: 'en', translations: { en: {
    consentModal: { title: 'Cookies?', acceptAllBtn: 'Yes', acceptNecessaryBtn: 'No' },
    preferencesModal: { title: 'Cookies', acceptAllBtn: 'Yes', acceptNecessaryBtn: 'No', sections: [] },
  } } },
}))
document.addEventListener('click', ({ target }) => target.id === 'again' && CookieConsent.show(true))`

const klaroConfig = (needless: boolean) => `var klaroConfig = {
  acceptAll: true,
  translations: { zz: { privacyPolicyUrl: '/privacy' }, en: { introw: { title: 'Introw' }, purposes: { marketing: 'Marketing' } } },
  lang: 'en',
  services: [{ name: 'introw', purposes: ['marketing'], optOut: ${String(needless)}, default: ${String(needless)} }],
}
document.addEventListener('click', ({ target }) => {
  if (target.id !== 'again') return
  klaro.getManager().resetConsents()
  klaro.show()
})`

export const BANNERS: Readonly<Record<'vanilla-cookieconsent' | 'klaro' | 'tcf', Banner>> = {
  'vanilla-cookieconsent': {
    head: (needless) =>
      `<link rel="stylesheet" href="/vanilla.css"><script src="/vanilla.js"></script><script>${runVanilla(needless)}</script>`,
    body: again,
    yes: '#cc-main .cm [data-role="all"]',
    no: '#cc-main .cm [data-role="necessary"]',
    again: '#again',
    release: 'type="text/plain" data-category="marketing"',
  },
  klaro: {
    head: (needless) => `<script>${klaroConfig(needless)}</script><script defer src="/klaro.js"></script>`,
    body: again,
    yes: '.klaro .cm-btn-success',
    no: '.klaro .cn-decline',
    again: '#again',
    release: 'type="text/plain" data-type="text/javascript" data-name="introw"',
  },
  tcf: {
    head: (needless) =>
      `<script src="/tcf-stub.js"></script><script>window.needless = ${String(needless)}</script><script defer src="/tcf.js"></script>`,
    body: `<button id="yes">Yes</button><button id="no">No</button>${again}`,
    yes: '#yes',
    no: '#no',
    again: '#again',
  },
}

/** The buttons that the IAB's library does not bring, and what a platform does with them. */
const TCF = `
import { CmpApi } from '@iabtcf/cmpapi'
import { GVL, TCModel, TCString } from '@iabtcf/core'
const api = new CmpApi(10, 1, true)
const list = { gvlSpecificationVersion: 3, vendorListVersion: 1, tcfPolicyVersion: 5, lastUpdated: '2026-11-01T00:00:00Z',
  purposes: {}, specialPurposes: {}, features: {}, specialFeatures: {}, stacks: {}, dataCategories: {}, vendors: {} }
for (let id = 1; id <= 11; id++) list.purposes[id] = { id, name: String(id), description: '', illustrations: [] }
const encode = (granted) => {
  const model = new TCModel(new GVL(list))
  model.cmpId = 10
  model.cmpVersion = 1
  model.isServiceSpecific = true
  if (granted) model.purposeConsents.set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
  return TCString.encode(model)
}
const decide = (granted) => {
  localStorage.setItem('tc', encode(granted))
  api.update(localStorage.getItem('tc'), false)
}
const stored = localStorage.getItem('tc')
if (window.needless) api.update(null)
else api.update(stored ?? '', !stored)
document.getElementById('yes').addEventListener('click', () => decide(true))
document.getElementById('no').addEventListener('click', () => decide(false))
document.getElementById('again').addEventListener('click', () => api.update(localStorage.getItem('tc') ?? '', true))`

/** Serves the banners' scripts. */
export async function serveBanners(site: Site): Promise<void> {
  const files: readonly (readonly [path: string, file: string])[] = [
    ['/vanilla.js', join(vanilla, 'cookieconsent.umd.js')],
    ['/vanilla.css', join(vanilla, 'cookieconsent.css')],
    ['/klaro.js', join(klaro, 'klaro.js')],
    ['/tcf-stub.js', require.resolve('@iabtcf/stub')],
  ]
  for (const [path, file] of files) serve(site, path, await readFile(file, 'utf8'))
  const load = (id: string) => (id === 'tcf' ? TCF : null)
  const bundle = await rollup({
    input: 'tcf',
    // The library's own circles.
    logLevel: 'silent',
    plugins: [{ name: 'tcf', resolveId: (id) => (id === 'tcf' ? id : null), load }, nodeResolve()],
  })
  const { output } = await bundle.generate({ format: 'iife' })
  serve(site, '/tcf.js', output[0].code)
}

function serve(site: Site, path: string, text: string): void {
  const type = path.endsWith('.css') ? 'text/css' : 'text/javascript'
  site.page(path, () => new Response(text, { headers: { 'content-type': type } }))
}
