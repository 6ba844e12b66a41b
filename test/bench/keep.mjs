import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { renderPicture } from './picture.mjs'
import { renderBench } from './report.mjs'

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
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const block = /(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/
  const fill = (_, start, end) => `${start}${renderBench(results)}\n${end}`
  await writeFile(join(root, 'README.md'), readme.replace(block, fill))
  console.log(`\nWritten from ${RESULTS}: ${PICTURE} and the README's block`)
}
