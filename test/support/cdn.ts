import { readFileSync } from 'node:fs'
import type { Bytes } from '../../scripts/sizes.mjs'
import type { Site } from './site.ts'

const DIST = new URL('../../dist/', import.meta.url)

/** One path under which a CDN serves a file, and the headers that it sends. */
interface Way {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

/** What the build tells a CDN of the files that it publishes. */
export interface Manifest {
  readonly name: string
  readonly version: string
  readonly files: Readonly<Record<string, PublishedFile>>
}

export interface PublishedFile {
  readonly bytes: Bytes
  readonly integrity: string
  readonly pinned: Way
  readonly moving: Way
  readonly latest?: Way
}

export const readManifest = (): Manifest => JSON.parse(readFileSync(new URL('manifest.json', DIST), 'utf8'))

/** Makes a site a CDN that does what the manifest says. `change` is what happens to a file on its way. */
export function publish(site: Site, change: (file: string, content: string) => string = (_, content) => content): void {
  for (const [file, { pinned, moving, latest }] of Object.entries(readManifest().files)) {
    const content = change(file, readFileSync(new URL(file, DIST), 'utf8'))
    for (const way of [pinned, moving, latest])
      if (way) site.page(way.path, () => new Response(content, { headers: way.headers }))
  }
}
