import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { rollup } from 'rollup'
import { minify } from 'terser'

const OPTIONS = { ecma: 2020, compress: { passes: 3 } }

export function measureBytes(text) {
  const raw = Buffer.from(text)
  return { raw: raw.length, gzip: gzipSync(raw, { level: 9 }).length, brotli: brotliCompressSync(raw).length }
}

/** Bytes of what else we ship. Files that are not there yet are left out. */
export async function measureFiles(root) {
  const server = await bundle(join(root, 'dist', 'server.js'))
  const texts = {
    'affiliate.debug.js': await read(join(root, 'dist', 'affiliate.debug.js')),
    'server.js bundled': server,
    'server.js bundled, minified': server && (await minify(server, { ...OPTIONS, module: true })).code,
    'the stub': await readStub(join(root, 'examples', 'stub.html')),
  }
  return Object.entries(texts)
    .filter(([, text]) => text !== undefined)
    .map(([name, text]) => ({ name, ...measureBytes(text) }))
}

export async function minifyScript(source) {
  return (await minify(source, OPTIONS)).code
}

async function bundle(file) {
  if (!existsSync(file)) return undefined
  const bundled = await rollup({ input: file })
  const { output } = await bundled.generate({ format: 'es' })
  await bundled.close()
  return output[0].code
}

async function readStub(file) {
  const html = await read(file)
  return html && (/<script[^>]*>([\s\S]*?)<\/script>/.exec(html)?.[1].trim() ?? html.trim())
}

function read(file) {
  return readFile(file, 'utf8').catch(() => undefined)
}
