// `npm run lint` checks the form and looks for faults; `npm run lint -- --fix` mends what can be mended without a thought.
import { run } from './commands.mjs'

const isFixing = process.argv.includes('--fix')

const codes = [
  await run('npx', ['--no-install', 'prettier', isFixing ? '--write' : '--check', '--log-level=warn', '.']),
  await run('npx', ['--no-install', 'eslint', '--max-warnings=0', ...(isFixing ? ['--fix'] : []), '.']),
]
process.exitCode = codes.some((code) => code !== 0) ? 1 : 0
