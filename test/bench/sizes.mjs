import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { minify } from 'terser'
import { measureBytes, packServer } from '../../scripts/sizes.mjs'

/** Bytes of what we ship, and of js-cookie alone. Files that are not there yet are left out. */
export async function measureSizes(root, scripts) {
  const stub = await readStub(join(root, 'examples', 'stub.html'))
  const server = existsSync(join(root, 'dist', 'server.js')) ? await packServer(root) : undefined
  const debug = await read(join(root, 'dist', 'affiliate.debug.js'))
  const texts = {
    ...scripts,
    'affiliate.debug.js': debug,
    'server.js bundled, minified': server,
    'the stub': stub,
  }
  return Object.entries(texts)
    .filter(([, text]) => text !== undefined)
    .map(([name, text]) => ({ name, ...measureBytes(text) }))
}

export async function readJsCookie(root) {
  const source = await readFile(join(root, 'node_modules', 'js-cookie', 'dist', 'js.cookie.js'), 'utf8')
  return (await minify(source, { ecma: 2020, compress: { passes: 3 } })).code
}

async function readStub(file) {
  const html = await read(file)
  return html && (/<script[^>]*>([\s\S]*?)<\/script>/.exec(html)?.[1].trim() ?? html.trim())
}

function read(file) {
  return readFile(file, 'utf8').catch(() => undefined)
}
