import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderBench } from '../test/bench/report.mjs'
import { ROOT } from './commands.mjs'
import { measureBytes, packServer } from './sizes.mjs'

const HOST = 'https://app.introw.io'

/** What the README has of the build and of the benchmark, by the marker that it stands between: `<!-- tag -->` and `<!-- /tag -->`. */
export const MARKERS = {
  stub: writeInstall,
  csp: writePolicy,
  tag: writeTag,
  paths: writePaths,
  sizes: writeSizes,
  bench: writeBench,
}

/** Puts between each marker of a text what is true now. */
export async function fillMarkers(text, markers = MARKERS) {
  let filled = text
  for (const [name, write] of Object.entries(markers)) {
    const spot = new RegExp(`(<!-- ${name} -->)[^]*?(<!-- /${name} -->)`)
    if (!spot.test(filled)) throw new Error(`There is no <!-- ${name} --> … <!-- /${name} -->`)
    const content = await write()
    filled = filled.replace(spot, (_, start, end) => `${start}\n\n${content}\n\n${end}`)
  }
  return filled
}

/** What stands in a text between a marker now. */
export const readMarker = (text, name) => text.split(`<!-- ${name} -->`)[1]?.split(`<!-- /${name} -->`)[0]?.trim()

function writeInstall() {
  const { latest } = readManifest().files['affiliate.js']
  const tag = `<script async src="${HOST}${latest.path}" data-publishable-key="pk_aff_org_..."></script>`
  return fence('html', `${readStub()}\n${tag}`)
}

function writePolicy() {
  const script = /<script>(.*)<\/script>/.exec(readStub())[1]
  const hash = createHash('sha256').update(script).digest('base64')
  return fence(
    'http',
    `Content-Security-Policy: script-src ${HOST} 'sha256-${hash}'; connect-src https://api.introw.io`,
  )
}

function writeTag() {
  const { pinned, integrity } = readManifest().files['affiliate.js']
  const attributes = `integrity="${integrity}" crossorigin="anonymous" data-publishable-key="pk_aff_org_..."`
  return fence('html', `<script async src="${HOST}${pinned.path}" ${attributes}></script>`)
}

function writePaths() {
  const { pinned, moving, latest } = readManifest().files['affiliate.js']
  const line = moving.path.split('/').at(-2)
  const show = ({ path, headers }, means) => [`\`${path}\``, means, `\`${headers['Cache-Control']}\``]
  return createTable(
    ['path', 'what it answers', '`Cache-Control`'],
    [
      show(pinned, 'this version, for ever'),
      show(moving, `the newest ${line}.x: mended, with nothing that a page has to change for`),
      show(latest, 'the newest release of all'),
    ],
  )
}

async function writeSizes() {
  const { files } = readManifest()
  const rows = {
    '`affiliate.js`, js-cookie inside': files['affiliate.js'].bytes,
    '`affiliate.debug.js`': files['affiliate.debug.js'].bytes,
    '`@introw/affiliate/server`, bundled and minified': measureBytes(await packServer(ROOT)),
    'the stub': measureBytes(readStub()),
  }
  const show = (bytes) => bytes.toLocaleString('en')
  const cells = Object.entries(rows).map(([name, { raw, gzip, brotli }]) => [name, show(raw), show(gzip), show(brotli)])
  return createTable(['bytes', 'raw', 'gzip', 'brotli'], cells)
}

function writeBench() {
  return renderBench(JSON.parse(read('test/bench/RESULTS.json')))
}

const createTable = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const fence = (language, text) => `\`\`\`${language}\n${text}\n\`\`\``

const read = (path) => readFileSync(join(ROOT, path), 'utf8')

const readStub = () => read('dist/stub.html').trimEnd()

const readManifest = () => JSON.parse(read('dist/manifest.json'))
