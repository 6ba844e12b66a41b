import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readMarker } from '../../scripts/markers.mjs'
import { publish, readManifest } from '../support/cdn.ts'
import { readReadme } from '../support/readme.ts'
import { createRecorder } from '../support/recorder.ts'
import { KEY, openShop, readSeen, type Shop, STUB } from '../support/shop.ts'
import { startSite, type Site } from '../support/site.ts'

declare global {
  interface Window {
    first: Promise<{ status: string; reason?: string }>
  }
}

const HOST = 'cdn.localhost'
const CDN = 'https://app.introw.io'
const API = 'https://api.introw.io'
/** Its tag and its policy hold hashes, which are of this build only once they are filled in. */
const readme = await readReadme()
const script = readManifest().files['affiliate.js']

const EARLY = `window.first = introw.affiliate.track({ email: 'lead@acme.example' })`

let shop: Shop
let cdn: Site

beforeAll(async () => {
  ;[shop, cdn] = await Promise.all([openShop(), startSite()])
})

beforeEach(() => publish(cdn))

afterAll(() => Promise.all([shop?.close(), cdn?.close()]))

/** A block of the README, with this test's CDN, API and key in place of Introw's. */
function readBlock(marker: string): string {
  const text = readMarker(readme, marker)?.replace(/^```\w+\n|\n```$/g, '') ?? ''
  return text.replaceAll(CDN, cdn.origin(HOST)).replaceAll(API, shop.site.origin()).replace('pk_aff_org_...', KEY)
}

const addApi = (tag: string) => tag.replace('<script ', `<script data-api-host="${shop.site.origin()}" `)

const read = () => ({ version: window.introw?.affiliate?.version, introw: typeof window.introw?.affiliate?.track })

describe('the pinned tag of the README', () => {
  it('loads from another origin, and records a conversion', () =>
    shop.visit(async (tab) => {
      shop.page('/pinned', `${STUB}${addApi(readBlock('tag'))}<script>${EARLY}</script>`)
      await tab.goto(`${shop.site.origin()}/pinned?irw_id=${await shop.click()}`)
      expect(await tab.evaluate(() => window.first)).toMatchObject({ status: 'recorded' })
      expect(await tab.evaluate(read)).toEqual({ version: readManifest().version, introw: 'function' })
      const asked = cdn.requests.filter(({ url }) => new URL(url).pathname === script?.pinned.path)
      expect(asked.at(-1)?.headers).toMatchObject({ origin: shop.site.origin() })
      expect(await tab.evaluate(readSeen)).toEqual([])
    }))

  it('does not run with one byte changed, and the stub settles', () =>
    shop.visit(async (tab) => {
      // In its last comment, so that nothing but the hash is wrong with it.
      publish(cdn, (_, content) => content.replace(/\.map\n$/, '.maq\n'))
      const tag = addApi(readBlock('tag'))
      shop.page('/changed', `${STUB}${tag}<script>${EARLY}</script>`)
      await tab.goto(`${shop.site.origin()}/changed?irw_id=${await shop.click()}`)
      expect(await tab.evaluate(() => window.first)).toMatchObject({ status: 'queued', reason: 'no-script' })
      expect(await tab.evaluate(read)).toEqual({ introw: 'function' })
      expect(await tab.evaluate(() => document.cookie)).toBe('')
      shop.page('/unchecked', STUB + tag.replace(/integrity="\S+"/, ''))
      await tab.goto(`${shop.site.origin()}/unchecked`)
      expect(await tab.waitFor(() => window.introw?.affiliate?.version)).toBe(readManifest().version)
    }))
})

describe('the policy of the README', () => {
  it('lets the stub and the pinned tag do their work, and no other inline script', () =>
    shop.visit(async (tab) => {
      const [name = '', policy = ''] = readBlock('csp').split(': ')
      const value = policy.replace('script-src ', `script-src 'nonce-test' `)
      const calls = `<script nonce="test">${EARLY}</script><script>window.first = undefined</script>`
      const page = `<!doctype html>${createRecorder('test')}${STUB}${addApi(readBlock('tag'))}${calls}`
      shop.site.page('/policy', () => new Response(page, { headers: { 'content-type': 'text/html', [name]: value } }))
      await tab.goto(`${shop.site.origin()}/policy?irw_id=${await shop.click()}`)
      expect(await tab.evaluate(() => window.first)).toMatchObject({ status: 'recorded' })
      expect(await tab.evaluate(() => window.__seen.violations.length)).toBe(1)
    }))
})

describe('a CDN that does what the manifest says', () => {
  it('serves every path of the script to a page that takes nothing without its leave', () =>
    shop.visit(async (tab) => {
      for (const way of [script?.pinned, script?.moving, script?.latest]) {
        const tag = `<script async src="${cdn.origin(HOST)}${way?.path}" data-publishable-key="${KEY}"></script>`
        const headers = { 'content-type': 'text/html', 'cross-origin-embedder-policy': 'require-corp' }
        shop.site.page('/isolated', () => new Response(`<!doctype html>${STUB}${tag}`, { headers }))
        await tab.goto(`${shop.site.origin()}/isolated`)
        expect(await tab.waitFor(() => window.introw?.affiliate?.version), way?.path).toBe(readManifest().version)
      }
    }))
})
