import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FIGURES, fillDocuments } from '../../scripts/markers.mjs'
import { renderPicture } from './picture.mjs'

const RESULTS = join('test', 'bench', 'RESULTS.json')
const PICTURE = join('test', 'bench', 'peers.svg')

/** Writes a whole run's results, and what is made of them. */
export async function keepResults(root, results) {
  await writeFile(join(root, RESULTS), `${JSON.stringify(results, null, 2)}\n`)
  await renderResults(root)
}

/** Writes the picture, and what the documents tell of the results that were kept. There has to be a build. */
export async function renderResults(root) {
  const results = JSON.parse(await readFile(join(root, RESULTS), 'utf8'))
  await writeFile(join(root, PICTURE), await renderPicture(results))
  await fillDocuments(FIGURES)
  console.log(`\nWritten from ${RESULTS}: ${[PICTURE, ...Object.keys(FIGURES)].join(', ')}`)
}
