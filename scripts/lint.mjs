// `npm run lint` checks the form and looks for faults; `npm run lint -- --fix` mends what can be mended without a thought.
import { run } from './commands.mjs'

const check = (tool, ...args) => run('npx', ['--no-install', tool, ...args, '.'])

const checkForm = (mode) => check('prettier', mode, '--log-level=warn')
const findFaults = (...mode) => check('eslint', '--max-warnings=0', ...mode)

// One after the other where both write, and what the linter has written is formed anew.
const codes = process.argv.includes('--fix')
  ? [await findFaults('--fix'), await checkForm('--write')]
  : await Promise.all([checkForm('--check'), findFaults()])
process.exitCode = codes.every((code) => code === 0) ? 0 : 1
