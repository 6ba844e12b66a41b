import { join } from 'node:path'
import { ROOT, run } from './commands.mjs'
import { ensureDependencies } from './dependencies.mjs'

/** A property; with some ten of them more than a million inputs in all. */
const RUNS = '100000'

/** Where properties are tried with `NUM_RUNS` inputs. */
const FILES = ['test/unit/click', 'test/unit/conversion', 'test/unit/settings']

/** `npm run fuzz` tries the properties of the parts that read foreign text with ten times what `npm test` does, or with `npm run fuzz -- 1000000`. */
await ensureDependencies()
process.exitCode = await run(
  process.execPath,
  [
    join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--config=test/vitest.config.ts',
    '--project=unit',
    ...FILES,
  ],
  { FUZZ_RUNS: process.argv[2] ?? RUNS },
)
