import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { rollup } from 'rollup'
import { minify } from 'terser'

/**
 * The one measure behind every size that is stated or limited. Node's zlib is Chromium's, whose hashing, and so whose
 * output, depends on the processor: elsewhere gzip may differ by less than 1 %.
 *
 * @see https://chromium.googlesource.com/chromium/src/+/main/third_party/zlib/deflate.c `chromium_zlib_hash`
 */
export function measureBytes(content) {
  const raw = Buffer.from(content)
  return { raw: raw.length, gzip: gzipSync(raw, { level: 9 }).length, brotli: brotliCompressSync(raw).length }
}

/**
 * The server entry as a worker's bundler packs it: of its exports what is named, with all that it imports, minified.
 *
 * @param plugins - What else has a say in the modules of `dist`.
 */
export async function packServer(root, names = '*', plugins = []) {
  const id = 'packed'
  const source = `export ${names} from ${JSON.stringify(join(root, 'dist', 'server.js'))}`
  const entry = {
    name: id,
    resolveId: (name) => (name === id ? id : null),
    load: (name) => (name === id ? source : null),
  }
  const bundled = await rollup({ input: id, plugins: [entry, ...plugins] })
  const { output } = await bundled.generate({ format: 'es' })
  await bundled.close()
  return (await minify(output[0].code, { ecma: 2020, module: true, compress: { passes: 3 } })).code
}
