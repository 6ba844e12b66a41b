import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'vite'
import { API_ORIGIN, COOKIE_DOMAIN } from './hosts.mjs'

export const POSTHOG_TOKEN = 'phc_bench'

/** Each as its own README (of Logto's, its types) has a page set it up, but with a host of ours. */
const PEERS = {
  '@logto/affiliate': {
    setUp: '`update()`',
    code: `import AffiliateClient from '@logto/affiliate'
      new AffiliateClient({ logtoCloudUrl: '${API_ORIGIN}', logtoCookieDomain: '${COOKIE_DOMAIN}' }).update()`,
  },
  'plausible-tracker': {
    setUp: '`enableAutoPageviews()`; sends the page view',
    code: `import Plausible from 'plausible-tracker'
      const { enableAutoPageviews } = Plausible({ domain: '${COOKIE_DOMAIN}', apiHost: '${API_ORIGIN}' })
      enableAutoPageviews()`,
  },
  '@plausible-analytics/tracker': {
    setUp: '`init()`; sends the page view',
    code: `import { init } from '@plausible-analytics/tracker'
      init({ domain: '${COOKIE_DOMAIN}', endpoint: '${API_ORIGIN}/api/event' })`,
  },
  sourcebuster: {
    setUp: '`init()`',
    code: `import sbjs from 'sourcebuster'
      sbjs.init()`,
  },
  '@saasquatch/squatch-js': {
    setUp: '`init()`, no widget',
    code: `import * as squatch from '@saasquatch/squatch-js'
      squatch.init({ tenantAlias: 'acme', domain: '${API_ORIGIN}', npmCdn: '${API_ORIGIN}/npm' })`,
  },
  'web-vitals': {
    setUp: '`onCLS()`, `onINP()`, `onLCP()`; beacons on leaving',
    code: `import { onCLS, onINP, onLCP } from 'web-vitals'
      const send = (metric) => navigator.sendBeacon('${API_ORIGIN}/analytics', JSON.stringify(metric))
      onCLS(send)
      onINP(send)
      onLCP(send)`,
  },
  '@snowplow/browser-tracker': {
    setUp: '`newTracker()`, `trackPageView()`',
    code: `import { newTracker, trackPageView } from '@snowplow/browser-tracker'
      newTracker('sp1', '${API_ORIGIN}', { appId: 'bench' })
      trackPageView()`,
  },
  'posthog-js': {
    setUp: '`init()`; sends the page view; flags, recordings and the like off',
    code: `import posthog from 'posthog-js'
      posthog.init('${POSTHOG_TOKEN}', { api_host: '${API_ORIGIN}', defaults: '2026-08-30' })`,
  },
}

/** Where they are installed. */
const FOLDER = import.meta.dirname

/** Each peer's version, and one minified script of it with its setting up. */
export async function buildPeers() {
  const peers = {}
  for (const [name, { setUp, code }] of Object.entries(PEERS)) {
    peers[name] = { version: await readVersion(FOLDER, name), setUp, script: await bundle(code) }
  }
  return peers
}

export async function readVersion(folder, name) {
  return JSON.parse(await readFile(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version
}

async function bundle(code) {
  const [{ output }] = [
    await build({
      root: FOLDER,
      configFile: false,
      envFile: false,
      publicDir: false,
      logLevel: 'error',
      plugins: [virtual('peer', code)],
      build: {
        write: false,
        target: 'es2020',
        modulePreload: false,
        minify: 'terser',
        terserOptions: { ecma: 2020, compress: { passes: 3 }, format: { comments: false } },
        rollupOptions: { input: 'virtual:peer', output: { format: 'iife' } },
      },
    }),
  ].flat()
  if (output.length !== 1) throw new Error(`Not one script: ${output.map(({ fileName }) => fileName).join(', ')}`)
  return output[0].code
}

function virtual(name, code) {
  const id = `virtual:${name}`
  return {
    name,
    resolveId: (source) => (source === id ? `\0${id}` : undefined),
    load: (source) => (source === `\0${id}` ? code : undefined),
  }
}
