import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listCodeSpans, readDocument } from '../support/documents.ts'
import { ROOT } from '../support/package.ts'

/** Rooms of many small files, which the map names as one. */
const WHOLE = ['debug/', 'doctor/', 'live/', 'sandbox/']

const page = readDocument('ARCHITECTURE.md')
const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))

/** The paths of the map, under `src/`: a folder's files are set in under it. */
function readMap(): string[] {
  const [, block = ''] = /## Map[^]*?```\n([^]*?)```/.exec(page.text) ?? []
  const folders: string[] = []
  return block
    .trimEnd()
    .split('\n')
    .map((line) => {
      const [, indent = '', name = ''] = /^( *)(\S+)/.exec(line) ?? []
      folders.splice(indent.length / 2)
      const path = folders.join('') + name
      if (name.endsWith('/')) folders.push(name)
      return path.replace(/^src\//, '')
    })
    .filter(Boolean)
}

describe('the map', () => {
  const map = readMap()
  const mapped = map.filter((path) => path.endsWith('.ts'))

  test('names every source file once, the rooms of many as one', () => {
    const wanted = files.filter((file) => !WHOLE.some((folder) => file.startsWith(folder)))
    expect(mapped.sort()).toEqual(wanted.sort())
    expect(map).toEqual(expect.arrayContaining(WHOLE))
  })

  test('names nothing that is not there', () => {
    expect(map.filter((path) => !existsSync(join(ROOT, 'src', path)))).toEqual([])
  })
})

test('every file that the page names is there', () => {
  const paths = listCodeSpans(page).filter((span) => /^(src|test|scripts|docs|click|conversion|page)\/\S*$/.test(span))
  expect(paths.length).toBeGreaterThan(10)
  const isThere = (path: string) => ['', 'src'].some((folder) => existsSync(join(ROOT, folder, path)))
  expect(paths.filter((path) => !isThere(path))).toEqual([])
})
