import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fillMarkers, MARKERS } from '../../scripts/markers.mjs'
import { renderPicture } from './picture.mjs'

const RESULTS = join('test', 'bench', 'RESULTS.json')
const PICTURE = join('test', 'bench', 'peers.svg')

/** Writes a whole run's results, and what is made of them. */
export async function keepResults(root, results) {
  await writeFile(join(root, RESULTS), `${JSON.stringify(results, null, 2)}\n`)
  await renderResults(root)
}

/** Writes the picture and the README's block from the results that were kept. */
export async function renderResults(root) {
  const results = JSON.parse(await readFile(join(root, RESULTS), 'utf8'))
  await writeFile(join(root, PICTURE), await renderPicture(results))
  const readme = join(root, 'README.md')
  await writeFile(readme, await fillMarkers(await readFile(readme, 'utf8'), { bench: MARKERS.bench }))
  console.log(`\nWritten from ${RESULTS}: ${PICTURE} and the README's block`)
}
