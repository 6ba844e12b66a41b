import { writeFile } from 'node:fs/promises'
import { readCommit } from '../../scripts/git.mjs'
import { checkBudgets } from './budgets.mjs'
import { print } from './console.mjs'
import { summarise } from './results.mjs'
import { measure } from './run.mjs'
import { measureFiles } from './sizes.mjs'
import { createVariants } from './variants.mjs'

/** Measures, prints, and gives the results. */
export async function benchmark(root, { rounds, only, file, against, json }) {
  const variants = await createVariants(root, { file, against, only })
  const files = await measureFiles(root)
  const started = Date.now()
  const onRound = (round) => {
    const minutes = ((Date.now() - started) / 60_000 / round) * (rounds - round)
    console.log(`round ${round} of ${rounds}, ${minutes.toFixed(1)} minutes to go`)
  }
  const taken = await measure(variants, rounds, { withGrowth: only === undefined, onRound })
  const date = new Date().toISOString().slice(0, 10)
  const results = summarise(taken, { variants, files, rounds, date, commit: await readCommit() })
  results.budgets = checkBudgets(results)
  print(results)
  if (json) await writeFile(json, `${JSON.stringify(results, null, 2)}\n`)
  return results
}
