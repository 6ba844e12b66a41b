import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { rollup } from 'rollup'
import { minify } from 'terser'

/** Bytes of what we ship, and of js-cookie alone. Files that are not there yet are left out. */
export async function measureSizes(root, scripts) {
  const stub = await readStub(join(root, 'examples', 'stub.html'))
  const server = await bundle(join(root, 'dist', 'server.js'))
  const debug = await read(join(root, 'dist', 'affiliate.debug.js'))
  const texts = {
    ...scripts,
    'affiliate.debug.js': debug,
    'server.js bundled': server,
    'server.js bundled, minified': server && (await minifyModule(server)),
    'the stub': stub,
  }
  return Object.entries(texts)
    .filter(([, text]) => text !== undefined)
    .map(([name, text]) => ({ name, ...measure(text) }))
}

function measure(text) {
  const raw = Buffer.from(text)
  return { raw: raw.length, gzip: gzipSync(raw, { level: 9 }).length, brotli: brotliCompressSync(raw).length }
}

export async function readJsCookie(root) {
  const source = await readFile(join(root, 'node_modules', 'js-cookie', 'dist', 'js.cookie.js'), 'utf8')
  return (await minify(source, { ecma: 2020, compress: { passes: 3 } })).code
}

async function minifyModule(code) {
  return (await minify(code, { ecma: 2020, module: true, compress: { passes: 3 } })).code
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
