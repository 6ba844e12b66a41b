import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { renderPicture } from './picture.mjs'
import { renderBench } from './report.mjs'

const RESULTS = join('test', 'bench', 'RESULTS.json')
const PICTURE = join('test', 'bench', 'peers.svg')

/** Writes a whole run's results, the picture, and the README's block. */
export async function keepResults(root, results) {
  await writeFile(join(root, RESULTS), `${JSON.stringify(results, null, 2)}\n`)
  await writeFile(join(root, PICTURE), await renderPicture(results))
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  const block = /(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/
  await writeFile(join(root, 'README.md'), readme.replace(block, (_, start, end) => `${start}${renderBench(results)}\n${end}`))
  console.log(`\nWritten to ${RESULTS}, ${PICTURE} and README.md`)
}
