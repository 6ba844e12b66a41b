import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { closeSection, hasSection } from './changelog.mjs'
import { ROOT, run } from './commands.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { listChanges } from './git.mjs'
import { describeSteps } from './steps.mjs'
import { resolveVersion } from './version.mjs'

const USAGE = `npm run release [-- major|minor|patch|x.y.z] [--skip-figures]

Makes a release of what is committed: moves the version, closes the changelog's section, builds, measures benchmark and
fault matrix anew, which takes hours and wants a quiet machine, and fills in README and docs/. Commits and publishes nothing.
Without a version it is that of package.json, if that has not been released. --skip-figures is for a rehearsal.`

async function main(args) {
  const { wanted, isRehearsal } = readOptions(args)
  const changes = await listChanges()
  if (changes) throw new Error(`There are changes that are not committed:\n${changes}`)
  const { name, version: current } = await readJson('package.json')
  const changelog = await read('CHANGELOG.md')
  const isReleased = hasSection(changelog, current)
  const version = resolveVersion(current, wanted, isReleased)
  const closed = closeSection(changelog, version, new Date().toISOString().slice(0, 10))
  await ensureDependencies()
  await writeFile(join(ROOT, 'CHANGELOG.md'), closed)
  await moveVersion(name, version)
  await script('build')
  if (!isRehearsal) {
    await script('bench')
    await script('matrix')
  }
  // What the figures were made of is built once more by each of them, to the same bytes.
  await script('readme')
  const { files } = await readJson('dist/manifest.json')
  console.log(`\n${describeSteps({ name, version, previous: isReleased ? current : undefined, files })}`)
}

function readOptions(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { 'skip-figures': { type: 'boolean' }, help: { type: 'boolean' } },
  })
  if (values.help || positionals.length > 1) throw new Error(USAGE)
  return { wanted: positionals[0], isRehearsal: values['skip-figures'] }
}

/** The examples that are packages of their own ask for the version that they are an example of. */
async function moveVersion(name, version) {
  await command('npm', ['version', version, '--no-git-tag-version', '--allow-same-version', '--ignore-scripts'])
  for (const folder of await readdir(join(ROOT, 'examples'))) {
    const file = join('examples', folder, 'package.json')
    const text = await read(file).catch(() => undefined)
    const wants = new RegExp(`("${name}": ")[^"]+"`)
    if (text) await writeFile(join(ROOT, file), text.replace(wants, `$1^${version}"`))
  }
}

const script = (name) => command('npm', ['run', '--silent', name])

async function command(program, args) {
  const code = await run(program, args)
  if (code !== 0)
    throw new Error(`\`${program} ${args.join(' ')}\` ended with ${code}; \`git restore .\` takes it back`)
}

const read = (file) => readFile(join(ROOT, file), 'utf8')

const readJson = async (file) => JSON.parse(await read(file))

await main(process.argv.slice(2)).catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
