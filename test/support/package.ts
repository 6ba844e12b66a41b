import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

export const run = promisify(execFile)
export const ROOT = resolve(import.meta.dirname, '../..')

/** A folder outside the repository, where nothing of ours is found by accident. */
export interface Outside {
  readonly folder: string
  remove(): Promise<void>
}

export async function createOutside(name: string): Promise<Outside> {
  const folder = await mkdtemp(join(tmpdir(), `${name}-`))
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Packs what npm would publish of the present build; gives the tarball's path and its files. */
export async function pack(folder: string): Promise<{ readonly tarball: string; readonly files: readonly string[] }> {
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: ROOT,
  })
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }]
  return { tarball: join(folder, filename), files: files.map(({ path }) => path) }
}

/** Lays the tarball's files where a program in that folder finds them by the package's name. */
export async function unpack(tarball: string, folder: string): Promise<string> {
  const installed = join(folder, 'node_modules', '@introw', 'affiliate')
  await mkdir(installed, { recursive: true })
  await run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'])
  return installed
}
