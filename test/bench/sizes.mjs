import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { minify } from 'terser'
import { measureBytes, packServer } from '../../scripts/sizes.mjs'

/** Bytes of what we ship beside the script. Files that are not there yet are left out. */
export async function measureFiles(root) {
  const texts = {
    'affiliate.debug.js': await read(join(root, 'dist', 'affiliate.debug.js')),
    'server.js bundled, minified': existsSync(join(root, 'dist', 'server.js')) ? await packServer(root) : undefined,
    'the stub': (await read(join(root, 'dist', 'stub.html')))?.trimEnd(),
  }
  return Object.entries(texts)
    .filter(([, text]) => text !== undefined)
    .map(([name, text]) => ({ name, ...measureBytes(text) }))
}

export async function minifyScript(source) {
  return (await minify(source, { ecma: 2020, compress: { passes: 3 } })).code
}

function read(file) {
  return readFile(file, 'utf8').catch(() => undefined)
}
