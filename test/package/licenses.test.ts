import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../support/package.ts'

const read = (...path: string[]) => readFileSync(join(ROOT, ...path), 'utf8')
const text = read('dist', 'LICENSES.txt')

/** Whatever is bundled is a decision: a package more must be put here by hand. By its folder, which says whose it is. */
const BUNDLED = {
  'js-cookie': 'affiliate.debug.js, affiliate.full.js, affiliate.js',
  hono: 'sandbox/sandbox.js',
  '@hono/node-server': 'sandbox/serve.js',
  'content-security-policy-parser': 'doctor/cli.js',
  parse5: 'doctor/cli.js',
  'parse5/node_modules/entities': 'doctor/cli.js',
}

describe('dist/LICENSES.txt', () => {
  test.each(Object.entries(BUNDLED))('says where %s is, and holds its whole licence', (folder, files) => {
    const { name, version, license } = JSON.parse(read('node_modules', folder, 'package.json'))
    expect(text).toContain(
      `\n${name} ${version} (${license}), in ${files}\n\n${read('node_modules', folder, 'LICENSE').trim()}\n`,
    )
  })

  test('names no package more', () => {
    const names = [...text.matchAll(/^(\S+) [\d.]+ \(.+\), in .+$/gm)].map(([, name]) => name)
    const bundled = Object.keys(BUNDLED).map((folder) => folder.replace(/^.*node_modules\//, ''))
    expect(names.sort()).toEqual(bundled.sort())
  })

  test('names every package whose sources are in a script’s map', () => {
    const { sources } = JSON.parse(read('dist', 'affiliate.js.map')) as { sources: string[] }
    const foreign = sources.filter((source) => !source.startsWith('../src/'))
    expect(foreign.map((source) => /node_modules\/((@[^/]+\/)?[^/]+)/.exec(source)?.[1])).toEqual(['js-cookie'])
  })
})
