import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { measureBytes } from '../../scripts/sizes.mjs'
import { type Manifest, readManifest } from '../support/cdn.ts'
import { ROOT } from '../support/package.ts'

const manifest = readManifest()
const files = Object.entries(manifest.files)
const dist = join(ROOT, 'dist')
const { name, version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

const ways = ({ pinned, moving, latest }: Manifest['files'][string]) => [pinned, moving, ...(latest ? [latest] : [])]

describe('dist/manifest.json', () => {
  test('is of this version, and lists the scripts with their maps, and the licences', () => {
    expect(manifest).toMatchObject({ name, version })
    const published = readdirSync(dist).filter((file) => /^(affiliate\.|LICENSES)/.test(file))
    expect(files.map(([file]) => file).sort()).toEqual(published.sort())
    expect(published).toHaveLength(7)
  })

  test.each(files)('has the bytes and the hash of %s', async (file, { bytes, integrity }) => {
    const content = readFileSync(join(dist, file))
    expect(bytes).toEqual(measureBytes(content))
    const digest = await crypto.subtle.digest('SHA-384', new Uint8Array(content))
    expect(integrity).toBe(`sha384-${Buffer.from(digest).toString('base64')}`)
  })

  test.each(files)(
    'pins %s by its version for a year, and moves it with its line',
    (file, { pinned, moving, latest }) => {
      const line = version
        .split('.')
        .slice(0, version.startsWith('0.') ? 2 : 1)
        .join('.')
      expect(pinned.path).toBe(`/affiliate/${version}/${file}`)
      expect(pinned.headers['Cache-Control']).toBe('public, max-age=31536000, immutable')
      expect(moving.path).toBe(`/affiliate/${line}/${file}`)
      expect(moving.headers['Cache-Control']).toBe('public, max-age=3600, stale-while-revalidate=86400')
      if (file.startsWith('affiliate.')) expect(latest).toEqual({ ...moving, path: `/${file}` })
    },
  )

  test.each(files)('has for every path of %s what a browser wants of another origin', (file, entry) => {
    const type = { js: 'text/javascript', map: 'application/json', txt: 'text/plain' }[file.split('.').at(-1) ?? '']
    for (const { headers } of ways(entry))
      expect(headers).toMatchObject({
        'Content-Type': `${type}; charset=utf-8`,
        'Access-Control-Allow-Origin': '*',
        'Cross-Origin-Resource-Policy': 'cross-origin',
        'X-Content-Type-Options': 'nosniff',
        Vary: 'Accept-Encoding',
      })
  })

  test('leads from each script to its map beside it', () => {
    for (const [file, entry] of files.filter(([path]) => path.endsWith('.js'))) {
      const map = /\n\/\/# sourceMappingURL=(.+)\s*$/.exec(readFileSync(join(dist, file), 'utf8'))?.[1]
      const target = manifest.files[map ?? '']
      expect(target, map).toBeDefined()
      const found = ways(entry).map(({ path }) => new URL(map ?? '', `https://cdn.test${path}`).pathname)
      expect(target && ways(target).map(({ path }) => path)).toEqual(found)
    }
  })
})
