import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT, run } from './commands.mjs'

const TOOLS = ['element', 'licenses', 'manifest', 'sizes', 'types'].map((tool) => `scripts/${tool}.mjs`)
const SOURCES = ['src', ...TOOLS, 'rollup.config.mjs', 'tsconfig.json', 'package.json', 'package-lock.json']

/** Every build begins with an empty `dist`, and ends with this. */
const LAST_OUTPUT = 'dist/manifest.json'

/** Builds where there is no build, or one that is older than what it is made from. Throws when that is impossible. */
export async function ensureBuild() {
  const [built, ...changed] = await Promise.all([LAST_OUTPUT, ...(await listSources())].map(readChangeMs))
  if (built > Math.max(...changed)) return
  if ((await run('npm', ['run', '--silent', 'build'])) !== 0) throw new Error('The build failed; see above.')
}

async function listSources() {
  const files = await readdir(join(ROOT, 'src'), { recursive: true })
  return [...SOURCES, ...files.map((file) => join('src', file))]
}

function readChangeMs(path) {
  return stat(join(ROOT, path)).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
}
