import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createOutside, type Outside, pack, ROOT, run, unpack } from '../support/package.ts'

const ATTW = join(ROOT, 'node_modules', '@arethetypeswrong', 'cli', 'dist', 'index.js')
const SCRIPTS = ['affiliate.js', 'affiliate.full.js', 'affiliate.debug.js']
const manifest = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'))

let outside: Outside
let tarball: string
let files: readonly string[]
let installed: string

beforeAll(async () => {
  outside = await createOutside('tarball')
  ;({ tarball, files } = await pack(outside.folder))
  installed = await unpack(tarball, outside.folder)
})

afterAll(() => outside?.remove())

describe('the tarball', () => {
  test('has nothing that publint finds wrong', async () => {
    const { buffer } = await readFile(tarball)
    const { messages, pkg } = await publint({ pack: { tarball: buffer }, strict: true })
    expect(messages.map((message) => formatMessage(message, pkg ?? manifest))).toEqual([])
  })

  // The bundles for script tags export nothing and are imported for their effect alone: they have no types to be wrong.
  test('has types that are not wrong, its script bundles aside', async () => {
    const args = [ATTW, tarball, '--profile', 'esm-only', '--format', 'ascii', '--exclude-entrypoints', ...SCRIPTS]
    const isClean = ({ stdout }: { stdout: string }) => ({ stdout, code: 0 })
    const { stdout, code } = await run(process.execPath, args).then(
      isClean,
      (failed: { stdout: string; code: number }) => failed,
    )
    expect(code, stdout).toBe(0)
    for (const name of [manifest.name, `${manifest.name}/debug`, `${manifest.name}/server`])
      expect(stdout).toContain(`"${name}"`)
  }, 60_000)

  test('holds the licence, the prose, what its entries reach, what a CDN publishes, and no file more', async () => {
    const reached = new Set([
      'package.json',
      'README.md',
      'LICENSE',
      'CHANGELOG.md',
      'SKILL.md',
      'llms.txt',
      'dist/LICENSES.txt',
      'dist/manifest.json',
      'dist/stub.html',
    ])
    for (const target of Object.values<string | Record<string, string>>(manifest.exports))
      for (const file of typeof target === 'string' ? [target] : Object.values(target)) await reach(join(file), reached)
    for (const file of Object.values<string>(manifest.bin)) await reach(join(file), reached)
    for (const file of SCRIPTS) reached.add(`dist/${file}.map`)
    expect([...files].sort()).toEqual([...reached].sort())
  })

  test('names no folder of the machine that made it', async () => {
    for (const file of files) {
      const text = await readFile(join(installed, file), 'utf8')
      expect(
        [ROOT, homedir()].filter((machine) => text.includes(`${machine}/`)),
        file,
      ).toEqual([])
    }
  })

  test('is small enough to read: at most 230 files', () => {
    expect(files.length).toBeLessThanOrEqual(230)
  })
})

describe('the package', () => {
  test('has one dependency, js-cookie', () => {
    expect(Object.keys(manifest.dependencies)).toEqual(['js-cookie'])
  })
})

/** A module, its types, and all that they import of their own kind. */
async function reach(file: string, reached: Set<string>): Promise<void> {
  if (reached.has(file)) return
  reached.add(file)
  if (!/\.(js|d\.ts)$/.test(file) || SCRIPTS.some((script) => file === `dist/${script}`)) return
  const text = await readFile(join(installed, file), 'utf8')
  for (const [, path = ''] of text.matchAll(/(?:from |import |import\()['"](\.[^'"]+)['"]/g)) {
    const target = join(file, '..', path)
    await reach(file.endsWith('.d.ts') ? target.replace(/\.js$/, '.d.ts') : target, reached)
  }
}
