// `npm run sizes`: what each source file weighs in the script that is published.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { attribute } from './attribution.mjs'
import { ROOT } from './commands.mjs'
import { measureBytes, packServer } from './sizes.mjs'

const read = (file) => readFile(join(ROOT, 'dist', file), 'utf8')

const print = (raw, gzip, text) =>
  console.log(`${[raw, gzip].map((bytes) => String(bytes).padStart(7)).join('')}  ${text}`)

const code = await read('affiliate.js')
const whole = measureBytes(code)
console.log('bytes   gzip, in proportion to the bytes')
for (const [source, bytes] of attribute(code, JSON.parse(await read('affiliate.js.map')))) {
  print(bytes, Math.round((bytes / whole.raw) * whole.gzip), source.replace(/^(\.\.\/)+/, ''))
}
print(whole.raw, whole.gzip, 'dist/affiliate.js')

console.log('\nbytes   gzip')
const others = {
  'dist/stub.html': (await read('stub.html')).trimEnd(),
  '@introw/affiliate/server with all that it imports, packed': await packServer(ROOT),
  'of it captureClick and readClickId alone: the click in a cookie': await packServer(
    ROOT,
    '{ captureClick, readClickId }',
  ),
  'of it createConversions alone: conversions from a backend': await packServer(ROOT, '{ createConversions }'),
}
for (const [name, text] of Object.entries(others)) {
  const { raw, gzip } = measureBytes(text)
  print(raw, gzip, name)
}
