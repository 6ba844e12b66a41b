import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT, run } from './commands.mjs'

/** Installs node modules where they are missing or not those of the lockfile. Throws when that is impossible. */
export async function ensureDependencies() {
  if (await areInstalled()) return
  console.log('Installing node modules (npm ci)')
  const code = await run('npm', ['ci'])
  if (code !== 0) throw new Error(`npm ci ended with ${code}: is the registry reachable, and the lockfile in step?`)
}

/** npm notes what it has installed in a lockfile of its own inside node_modules. */
async function areInstalled() {
  const wanted = await readPackages('package-lock.json')
  const installed = await readPackages('node_modules/.package-lock.json')
  if (!wanted || !installed) return false
  return Object.entries(wanted)
    .filter(([path]) => path !== '')
    .every(([path, entry]) => (installed[path] ?? (entry.optional ? entry : {})).version === entry.version)
}

async function readPackages(file) {
  try {
    return JSON.parse(await readFile(join(ROOT, file), 'utf8')).packages
  } catch {
    return undefined
  }
}
