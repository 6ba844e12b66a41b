import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ROOT } from './commands.mjs'
import { fillMarkers } from './markers.mjs'

/** `npm run readme` builds, and puts the build's version, hash and sizes where the README has a marker for them. */
const file = join(ROOT, 'README.md')
await writeFile(file, await fillMarkers(await readFile(file, 'utf8')))
