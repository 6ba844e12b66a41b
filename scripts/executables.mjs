import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The first of these commands that is installed. */
export function findExecutable(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))
}

export function findChromium() {
  return findExecutable('chromium', 'chromium-browser', 'google-chrome')
}

/** Debian and its kin keep it out of the path, in a folder of the architecture. */
export function findMiniBrowser() {
  const folders = ['/usr/libexec', '/usr/lib', ...list('/usr/lib').map((name) => join('/usr/lib', name))]
  const homes = folders.flatMap((folder) => list(folder, 'webkit').map((name) => join(folder, name)))
  return homes.map((home) => join(home, 'MiniBrowser')).find((path) => existsSync(path))
}

function list(folder, prefix = '') {
  try {
    return readdirSync(folder).filter((name) => name.startsWith(prefix))
  } catch {
    return []
  }
}
