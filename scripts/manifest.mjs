import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LICENSES_FILE } from './licenses.mjs'
import { measureBytes } from './sizes.mjs'

const SCRIPTS = ['affiliate.js', 'affiliate.full.js', 'affiliate.debug.js']
const PUBLISHED = [...SCRIPTS.flatMap((script) => [script, `${script}.map`]), LICENSES_FILE]
const TYPES = { js: 'text/javascript', map: 'application/json', txt: 'text/plain' }

/**
 * What a pinned path answers never changes. A moving one's is taken from the cache for an hour, and for a day more once
 * again while the new one is fetched.
 */
const PINNED = 'public, max-age=31536000, immutable'
const MOVING = 'public, max-age=3600, stale-while-revalidate=86400'

/** A rollup plugin for the last build: writes what a CDN needs to know of the files that it publishes. */
export const createManifest = ({ folder, name, version }) => ({
  name: 'manifest',
  writeBundle: () => {
    const files = Object.fromEntries(PUBLISHED.map((file) => [file, describe(folder, file, version)]))
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ name, version, files }, null, 2) + '\n')
  },
})

/**
 * The versions that replace each other without a change for the page: those of one major version, and before 1.0.0, where
 * any minor version may break (semver.org, 4), those of one minor version, as npm's caret has it.
 */
const resolveLine = (version) => /^(0\.\d+|[1-9]\d*)/.exec(version)[0]

function describe(folder, file, version) {
  const content = readFileSync(join(folder, file))
  const serve = (path, cache) => ({ path, headers: createHeaders(file, cache) })
  return {
    bytes: measureBytes(content),
    integrity: `sha384-${createHash('sha384').update(content).digest('base64')}`,
    pinned: serve(`/affiliate/${version}/${file}`, PINNED),
    moving: serve(`/affiliate/${resolveLine(version)}/${file}`, MOVING),
    // The README's Install, and the map that its files name.
    ...(file !== LICENSES_FILE && { latest: serve(`/${file}`, MOVING) }),
  }
}

const createHeaders = (file, cache) => ({
  'Content-Type': `${TYPES[file.split('.').at(-1)]}; charset=utf-8`,
  'Cache-Control': cache,
  // The bytes go out compressed or not, as the browser asks.
  Vary: 'Accept-Encoding',
  // For `crossorigin`, without which a browser checks no integrity of another origin's file.
  'Access-Control-Allow-Origin': '*',
  // For pages with `Cross-Origin-Embedder-Policy: require-corp`.
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
})
