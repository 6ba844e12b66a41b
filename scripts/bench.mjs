import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBrowsers } from './browsers.mjs'
import { ensureBuild } from './build.mjs'
import { ROOT, run } from './commands.mjs'
import { ensureDependencies } from './dependencies.mjs'

const DIST = join(ROOT, 'dist', 'affiliate.js')
/** A package of its own: who only builds and tests needs neither its peers nor its charts. */
const BENCH = join(ROOT, 'test', 'bench')

/** Fewer are a quick look. */
const ROUNDS_MIN = 30

const USAGE = `npm run bench -- [--rounds 31] [--only word] [--file script.js] [--against other.js] [--json results.json]
npm run bench -- --render

Measures what our script costs a page, beside its peers, and writes the figures, their picture and what README and docs/ tell of them.
With fewer than ${ROUNDS_MIN} rounds, with some scripts only, or with another file, nothing is written.
--only takes a word of the peers' names, and \`affiliate\` for none of them; --json writes the results elsewhere.
--render measures nothing, and writes all but the figures anew from the last ones.`

async function main() {
  const options = readOptions()
  await ensureDependencies()
  await ensureDependencies(BENCH)
  // Only now, since what they import may have been installed just so.
  const { benchmark } = await import('../test/bench/benchmark.mjs')
  const { keepResults, renderResults } = await import('../test/bench/keep.mjs')
  if (options.render) {
    await ensureBuild()
    return renderResults(ROOT)
  }
  await prepare(options.file)
  const results = await benchmark(ROOT, options)
  if (isWhole(options)) await keepResults(ROOT, results)
  else console.log('\nNot written, since it is not the whole benchmark')
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '31' },
      file: { type: 'string', default: DIST },
      against: { type: 'string' },
      json: { type: 'string' },
      only: { type: 'string' },
      render: { type: 'boolean' },
    },
  })
  const rounds = Number(values.rounds)
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(USAGE)
  return { ...values, rounds }
}

/** Our own build is made anew, so that what is measured is what the sources say. */
async function prepare(file) {
  if (file === DIST && (await run('npm', ['run', '--silent', 'build'])) !== 0) throw new Error('The build has failed.')
  if (!existsSync(file)) throw new Error(`There is no ${file}`)
  const { chromium } = await ensureBrowsers(['chromium'])
  if (chromium) throw new Error(chromium)
}

function isWhole({ rounds, only, file, against }) {
  return rounds >= ROUNDS_MIN && only === undefined && file === DIST && against === undefined
}

await main().catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
