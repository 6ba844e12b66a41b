import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from '../support/package.ts'

interface Locked {
  readonly version?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly link?: boolean
}

const readJson = (...path: string[]) => JSON.parse(readFileSync(join(ROOT, ...path), 'utf8'))

/** This package, and what only the benchmark needs. */
describe.each([
  ['the lockfile', '', 50],
  ['the benchmark’s lockfile', 'test/bench', 20],
])('%s', (_, folder, least) => {
  const lockfile = readJson(folder, 'package-lock.json')
  const packages = Object.entries<Locked>(lockfile.packages)
  const manifest = readJson(folder, 'package.json')

  test('names no host', () => {
    expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([name]) => name)).toEqual([])
  })

  test('holds every package to its contents', () => {
    const loose = packages.filter(([name, { integrity, link }]) => name !== '' && !link && !integrity)
    expect(packages.length).toBeGreaterThan(least)
    expect(loose.map(([name]) => name)).toEqual([])
  })

  test('is that of its package.json, whose own versions are exact', () => {
    expect(lockfile).toMatchObject({ name: manifest.name })
    expect(lockfile.version).toBe(manifest.version)
    const { dependencies, devDependencies } = lockfile.packages['']
    expect({ dependencies, devDependencies }).toEqual({
      dependencies: manifest.dependencies,
      devDependencies: manifest.devDependencies,
    })
    const versions: string[] = Object.values({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(versions.filter((version) => !/^(npm:.+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })
})

test('what only the benchmark needs is installed by the benchmark alone', () => {
  const [ours, theirs] = ['', 'test/bench'].map((folder) => {
    const { dependencies, devDependencies } = readJson(folder, 'package.json')
    return Object.keys({ ...dependencies, ...devDependencies })
  })
  expect(ours?.filter((name) => theirs?.includes(name))).toEqual([])
})
