import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fillMarkers, MARKERS } from '../../scripts/markers.mjs'
import { ROOT } from './package.ts'

/** What a page would copy: the rest are figures. */
const CODE = ['stub', 'csp', 'tag'] as const

/**
 * The README as a release of this build would have it: the committed one is that of the last release, whose hash is another
 * as soon as a byte of the output has changed.
 */
export async function readReadme(): Promise<string> {
  const markers = Object.fromEntries(CODE.map((name) => [name, MARKERS[name]]))
  return fillMarkers(readFileSync(join(ROOT, 'README.md'), 'utf8'), markers)
}
