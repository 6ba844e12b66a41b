import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../', import.meta.url))

/** Installs the node modules if they are absent, or are not those of the lockfile. */
export async function installMissing() {
  if (!(await isInstalled())) await runNpm(['ci', '--no-fund', '--no-audit'])
}

/** Runs npm in the repository, its output on ours. Rejects unless it ends well. */
export function runNpm(args) {
  return new Promise((resolve, reject) => {
    const npm = spawn('npm', args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' })
    npm.once('error', reject)
    npm.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`npm ${args.join(' ')} failed.`))))
  })
}

// npm keeps a lockfile of what it installed; packages for other platforms are missing from it.
async function isInstalled() {
  const [wanted, present] = await Promise.all([readPackages('package-lock.json'), readPackages('node_modules/.package-lock.json')])
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || (present[path] ? present[path].version === version : optional === true),
  )
}

async function readPackages(path) {
  const text = await readFile(`${ROOT}${path}`, 'utf8').catch(() => '{"packages":{}}')
  return JSON.parse(text).packages
}
