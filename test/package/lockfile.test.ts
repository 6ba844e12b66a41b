import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const root = `${import.meta.dirname}/../..`
const lockfile = readFileSync(`${root}/package-lock.json`, 'utf8')

interface Locked {
  readonly version?: string
  readonly integrity?: string
  readonly resolved?: string
  readonly link?: boolean
}

const packages = Object.entries<Locked>(JSON.parse(lockfile).packages)

test('the lockfile names no host', () => {
  expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([name]) => name)).toEqual([])
})

test('the lockfile holds every package to its contents', () => {
  const loose = packages.filter(([name, { integrity, link }]) => name !== '' && !link && !integrity)
  expect(packages.length).toBeGreaterThan(50)
  expect(loose.map(([name]) => name)).toEqual([])
})

test('the lockfile is of the version of package.json, whose own versions are exact', () => {
  const manifest = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))
  expect(JSON.parse(lockfile)).toMatchObject({ name: manifest.name, version: manifest.version })
  const versions: string[] = Object.values({ ...manifest.dependencies, ...manifest.devDependencies })
  expect(versions.filter((version) => !/^(npm:.+@)?\d+\.\d+\.\d+$/.test(version))).toEqual([])
})
