import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DOCUMENTS, fillMarkers } from '../../scripts/markers.mjs'
import { ROOT } from './package.ts'

/**
 * The README as a release of this build would have it: the committed one is that of the last release, whose hash is another
 * as soon as a byte of the output has changed.
 */
export async function readReadme(): Promise<string> {
  return fillMarkers(readFileSync(join(ROOT, 'README.md'), 'utf8'), DOCUMENTS['README.md'])
}
