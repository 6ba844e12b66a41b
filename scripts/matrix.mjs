import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { renderMatrix } from '../test/browser/matrix/table.mjs'
import { ENGINES, ensureBrowsers } from './browsers.mjs'
import { ROOT, run } from './commands.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { readCommit } from './git.mjs'

const RESULTS = join(ROOT, 'test', '.results')
const FIGURES = join('test', 'browser', 'matrix', 'figures.json')
const TABLE = join('test', 'browser', 'MATRIX.md')

/** Fewer are a quick look. */
const CONVERSIONS_MIN = 20

const USAGE = `npm run matrix -- [--conversions=20] [--engine=chromium|firefox|webkit]… [--cell=text]

Plays every cell of the fault matrix that often in every engine, or in those named, and writes the figures to
${TABLE}. With some cells only, theirs alone are written anew, if the other figures are of the same bundle. With
fewer than ${CONVERSIONS_MIN} conversions, or where the engine is missing, nothing is written.`

/** The cells are those of `npm test`: test/browser/matrix/cells.ts. */
async function main(args) {
  const { engines, conversions, cell } = readOptions(args)
  await ensureDependencies()
  if ((await run('npm', ['run', '--silent', 'build'])) !== 0) throw new Error('The build has failed.')
  const missing = await ensureBrowsers(engines)
  await mkdir(RESULTS, { recursive: true })
  const columns = []
  for (const engine of engines) {
    console.log(`\n== ${engine}: ${conversions} conversions a cell`)
    const column = missing[engine]
      ? { engine, fields: [], obstacle: missing[engine] }
      : await play(engine, conversions, cell)
    columns.push(column)
    // An engine takes many minutes: what it came to is kept at once.
    if (conversions >= CONVERSIONS_MIN && column.fields.length > 0)
      await keep(column, cell === undefined ? replaceColumn : replaceFields)
  }
  console.log(`\n${renderMatrix(columns)}`)
  if (columns.some(({ hasFailed, obstacle }) => hasFailed || obstacle)) process.exitCode = 1
}

function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      conversions: { type: 'string', default: '20' },
      engine: { type: 'string', multiple: true, default: ENGINES },
      cell: { type: 'string' },
    },
  })
  const conversions = Number(values.conversions)
  const unknown = values.engine.find((engine) => !ENGINES.includes(engine))
  if (!Number.isInteger(conversions) || conversions < 1 || unknown) throw new Error(USAGE)
  return { engines: ENGINES.filter((engine) => values.engine.includes(engine)), conversions, cell: values.cell }
}

/** A cell's figures come with its test's result. */
async function play(engine, conversions, cell) {
  const file = join(RESULTS, `matrix-${engine}.json`)
  await rm(file, { force: true })
  const started = Date.now()
  const code = await run(
    process.execPath,
    [
      join('node_modules', 'vitest', 'vitest.mjs'),
      'run',
      'test/browser/matrix.test.ts',
      '--config=test/vitest.config.ts',
      `--project=${engine}`,
      '--reporter=verbose',
      '--reporter=json',
      `--outputFile.json=${file}`,
      ...(cell === undefined ? [] : [`--testNamePattern=${cell.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`]),
    ],
    { MATRIX_CONVERSIONS: String(conversions) },
  )
  const results = JSON.parse(await readFile(file, 'utf8').catch(() => '{"testResults":[]}'))
  const tests = results.testResults.flatMap(({ assertionResults }) => assertionResults)
  const fields = tests.flatMap(({ meta, status }) =>
    meta?.cell ? [{ ...meta.cell, ...meta.figures, hasFailed: status !== 'passed' }] : [],
  )
  return {
    engine,
    conversions,
    date: new Date().toISOString().slice(0, 10),
    commit: await readCommit(),
    integrity: `sha384-${createHash('sha384')
      .update(await readFile(join(ROOT, 'dist', 'affiliate.js')))
      .digest('base64')}`,
    minutes: (Date.now() - started) / 60_000,
    hasFailed: code !== 0 || fields.length === 0,
    fields,
  }
}

/** Puts an engine's figures in the place of its earlier ones. */
async function keep(column, replace) {
  const before = JSON.parse(await readFile(join(ROOT, FIGURES), 'utf8').catch(() => '[]'))
  const earlier = before.find(({ engine }) => engine === column.engine)
  const replaced = replace(earlier, column)
  if (!replaced)
    return console.log(`Not written: the figures of ${column.engine} are of another bundle or number of conversions`)
  const columns = [...before.filter((other) => other !== earlier), replaced]
  columns.sort((one, other) => ENGINES.indexOf(one.engine) - ENGINES.indexOf(other.engine))
  await writeFile(join(ROOT, FIGURES), `${JSON.stringify(columns, null, 2)}\n`)
  await writeFile(join(ROOT, TABLE), renderMatrix(columns))
  console.log(`Written to ${TABLE}`)
}

function replaceColumn(_, column) {
  return column
}

function replaceFields(earlier, { integrity, conversions, minutes, date, fields }) {
  if (earlier?.integrity !== integrity || earlier.conversions !== conversions) return undefined
  const all = [...earlier.fields.filter(({ row }) => !fields.some((field) => field.row === row)), ...fields]
  return {
    ...earlier,
    date,
    minutes: earlier.minutes + minutes,
    hasFailed: all.some(({ hasFailed }) => hasFailed),
    fields: all,
  }
}

await main(process.argv.slice(2)).catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
