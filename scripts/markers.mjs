import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkBudgets } from '../test/bench/budgets.mjs'
import { renderBench } from '../test/bench/report.mjs'
import { hasSection } from './changelog.mjs'
import { ROOT } from './commands.mjs'
import { measureBytes, packServer } from './sizes.mjs'

const HOST = 'https://app.introw.io'

/**
 * What the documents have of the build and of the benchmark: by the file, and by the marker that it stands between, such as
 * `<!-- tag -->` and `<!-- /tag -->`.
 */
export const DOCUMENTS = {
  'README.md': { facts: writeFacts, stub: writeInstall, csp: writePolicy, tag: writeTag },
  'docs/cdn.md': { paths: writePaths },
  'docs/debugging.md': { look: writeLook, 'pinned-look': writePinnedLook },
  'docs/performance.md': { budgets: writeBudgets, sizes: writeSizes, bench: writeBench },
}

/** Of these, what tells of the benchmark. */
export const FIGURES = {
  'README.md': { facts: writeFacts },
  'docs/performance.md': { budgets: writeBudgets, bench: writeBench },
}

/** Writes into the documents what is true now. There has to be a build. */
export async function fillDocuments(documents = DOCUMENTS) {
  for (const [file, markers] of Object.entries(documents)) {
    const path = join(ROOT, file)
    await writeFile(path, await fillMarkers(await readFile(path, 'utf8'), markers))
  }
}

/** Puts between each marker of a text what is true now. */
export async function fillMarkers(text, markers) {
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

/** The first screen's figures. What costs a page is of the benchmark, which may be of an earlier build, and then says so. */
function writeFacts() {
  const { version, files } = readManifest()
  const { bytes, integrity } = files['affiliate.js']
  const { date, variants, integrity: measured } = readResults()
  const find = (wanted) => variants.find(({ name }) => name === wanted)
  const costOf = (name) => `${find(name).evalMs.value.toFixed(1)} ms`
  const stale = measured === integrity ? '' : ` (Times of ${date}, of a build of ${toKb(find('affiliate').gzip)}.)`
  const status = hasSection(read('CHANGELOG.md'), version) ? version : `${version}, not yet released`
  return `- **Weight:** ${toKb(bytes.gzip)} of gzip, in one file.
- **Cost of a page:** ${costOf('affiliate, beside')} of CPU on a page view, ${costOf('affiliate, click, beside')} on a landing with a click.
  Without a click: no request, no cookie, no write to storage. [How it is measured](docs/performance.md).${stale}
- **Status:** ${status}. **Licence:** [MIT](LICENSE).`
}

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

/** What is pasted into the console of a live page. */
function writeLook() {
  const { latest } = readManifest().files['affiliate.debug.js']
  return fence('js', createLook(`src: '${HOST}${latest.path}?look'`))
}

function writePinnedLook() {
  const { pinned, integrity } = readManifest().files['affiliate.debug.js']
  return fence(
    'js',
    createLook(`src: '${HOST}${pinned.path}?look', integrity: '${integrity}', crossOrigin: 'anonymous'`),
  )
}

const createLook = (members) =>
  `document.head.append(Object.assign(document.createElement('script'), { ${members}, nonce: [...document.scripts].find(({ nonce }) => nonce)?.nonce ?? '' }))`

async function writeSizes() {
  const { script, full, debug, server, stub } = await measureBuild()
  const rows = {
    '`affiliate.js`, js-cookie inside': script,
    '`affiliate.full.js`, the same with every integration': full,
    '`affiliate.debug.js`': debug,
    '`@introw/affiliate/server`, bundled and minified': server,
    'the stub': stub,
  }
  const cells = Object.entries(rows).map(([name, { raw, gzip, brotli }]) => [name, show(raw), show(gzip), show(brotli)])
  return createTable(['bytes', 'raw', 'gzip', 'brotli'], cells)
}

/** Sizes are of this build, times of the benchmark. */
async function writeBudgets() {
  const results = readResults()
  const { script, server, stub } = await measureBuild()
  const measured = results.variants.find(({ name }) => name === 'affiliate')
  const now = {
    ...results,
    calls: { atOnce: withRatio(results.calls.atOnce), settled: withRatio(results.calls.settled) },
    variants: results.variants.map((variant) => (variant === measured ? { ...variant, gzip: script.gzip } : variant)),
    files: [
      { name: 'server.js bundled, minified', ...server },
      { name: 'the stub', ...stub },
    ],
  }
  const rows = checkBudgets(now)
    .filter(({ limit }) => limit !== undefined)
    .map(({ what, limit, aim, value, verdict }) => [
      what,
      show(limit) + (aim === undefined ? '' : `, aim ${show(aim)}`),
      show(value),
      verdict,
    ])
  const build = measured.gzip === script.gzip ? 'of this build' : `of a build of ${show(measured.gzip)} bytes`
  return `${createTable(['what', 'limit', 'is', ''], rows)}

Sizes are of this build; times are of the benchmark of ${results.date}, ${build}.`
}

/** Results of before the ratio was kept are still read. */
const withRatio = (call) => ({ ratio: { value: call.trackMs.value / call.fetchMs.value }, ...call })

function writeBench() {
  return renderBench(readResults())
}

let packed

/** The server entry is packed once: that takes a second. */
async function measureBuild() {
  const { files } = readManifest()
  packed ??= packServer(ROOT)
  return {
    script: files['affiliate.js'].bytes,
    full: files['affiliate.full.js'].bytes,
    debug: files['affiliate.debug.js'].bytes,
    server: measureBytes(await packed),
    stub: measureBytes(readStub()),
  }
}

const show = (figure) => figure.toLocaleString('en', { maximumFractionDigits: 2 })

const toKb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`

const createTable = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const fence = (language, text) => `\`\`\`${language}\n${text}\n\`\`\``

const read = (path) => readFileSync(join(ROOT, path), 'utf8')

const readStub = () => read('dist/stub.html').trimEnd()

const readManifest = () => JSON.parse(read('dist/manifest.json'))

const readResults = () => JSON.parse(read('test/bench/RESULTS.json'))
