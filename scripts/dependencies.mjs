import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT, run } from './commands.mjs'

/**
 * Installs node modules where they are missing or not those of the lockfile. Throws when that is impossible.
 *
 * @param folder - Of which package. Default: this one.
 */
export async function ensureDependencies(folder = ROOT) {
  if (await areInstalled(folder)) return
  console.log(`Installing the node modules of ${folder} (npm ci)`)
  const code = await run('npm', ['ci', `--prefix=${folder}`])
  if (code !== 0) throw new Error(`npm ci ended with ${code}: is the registry reachable, and the lockfile in step?`)
}

/** npm notes what it has installed in a lockfile of its own inside node_modules. */
async function areInstalled(folder) {
  const wanted = await readPackages(join(folder, 'package-lock.json'))
  const installed = await readPackages(join(folder, 'node_modules', '.package-lock.json'))
  if (!wanted || !installed) return false
  return Object.entries(wanted)
    .filter(([path]) => path !== '')
    .every(([path, entry]) => (installed[path] ?? (entry.optional ? entry : {})).version === entry.version)
}

async function readPackages(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8')).packages
  } catch {
    return undefined
  }
}
