import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { ROOT } from './commands.mjs'

/** What the build's output is made of, and what is not its own version. */
const SOURCES = ['src', 'scripts', 'rollup.config.mjs', 'tsconfig.json']

const run = promisify(execFile)

/** What is changed here and not committed, a path a line; empty where nothing is. */
export async function listChanges(...paths) {
  return (await git('status', '--porcelain', '--', ...paths)).trimEnd()
}

/** The commit that is built here, for the figures of what was measured; undefined without git. */
export async function readCommit() {
  try {
    const commit = (await git('rev-parse', '--short=10', 'HEAD')).trim()
    return (await listChanges(...SOURCES)) ? `${commit} with changes` : commit
  } catch {
    return undefined
  }
}

async function git(...args) {
  return (await run('git', args, { cwd: ROOT })).stdout
}
