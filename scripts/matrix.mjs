import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ENGINES, ensureBrowsers } from './browsers.mjs'
import { ROOT, run } from './commands.mjs'
import { ensureDependencies } from './dependencies.mjs'

const RESULTS = join(ROOT, 'test', '.results')
const TABLE = join('test', 'browser', 'MATRIX.md')

const USAGE = `npm run matrix -- [--conversions=20] [--engine=chromium|firefox|webkit]… [--cell=text]

Plays every cell of the fault matrix that often in every engine, and writes the figures to ${TABLE}.
With some engines or cells only, the figures are printed and nothing is written.`

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
    columns.push(missing[engine] ? { engine, fields: [], obstacle: missing[engine] } : await play(engine, conversions, cell))
  }
  const table = render(columns, conversions)
  console.log(`\n${table}`)
  const isWhole = engines.length === ENGINES.length && cell === undefined
  if (isWhole) await writeFile(join(ROOT, TABLE), table)
  console.log(isWhole ? `Written to ${TABLE}` : 'Not written, since it is not the whole matrix')
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
  const fields = tests.flatMap(({ meta, status }) => (meta?.cell ? [{ ...meta.cell, ...meta.figures, hasFailed: status !== 'passed' }] : []))
  return { engine, fields, hasFailed: code !== 0 || fields.length === 0, minutes: (Date.now() - started) / 60_000 }
}

function render(columns, conversions) {
  const cells = new Map(columns.flatMap(({ fields }) => fields).map((field) => [field.row, field]))
  const rows = [...cells.values()].sort((one, other) => one.row - other.row)
  const fields = columns.flatMap((column) => column.fields)
  const failed = fields.filter(({ hasFailed }) => hasFailed).length
  return `# The fault matrix

Written by \`npm run matrix\` on ${new Date().toISOString().slice(0, 10)}: the built bundle against the sandbox's faults, **${conversions} ${conversions === 1 ? 'conversion' : 'conversions'} a cell**.
${failed === 0 ? `All ${fields.length} fields are as they should be.` : `**${failed} of ${fields.length} fields are not as they should be** (✗).`}

A field says how many conversions the sandbox had recorded exactly once in the end, with their e-mail and properties, and
behind the dot the most POSTs that one conversion took within one page load (never more than 5). In every field the
pages' consoles stayed free of anything of ours, the requests were those that the cell expects, and an hour later the
visitor's next page left no e-mail in storage.

${columns.map(describeEngine).join('\n')}

${line(['cell', ...columns.map(({ engine }) => engine), 'how it was done'])}
${line(['---', ...columns.map(() => '---:'), '---'])}
${rows.map((row) => line([row.name, ...columns.map((column) => describeField(column, row)), describeHow(columns, row)])).join('\n')}

Everywhere: each conversion has an API, a merchant's domain and so a cookie and a storage of its own. "An hour later" is the
page's clock, moved by an inline script of the page (\`Date.now\`); all waiting within a page is real.
In Chromium and Firefox each conversion also has a fresh profile, but for the cell where the browser refuses storage; in
WebKit those of a run share one, since there a profile is a whole browser.
`
}

function describeEngine({ engine, fields, obstacle, minutes }) {
  const version = fields.find((field) => field.version)?.version
  return `- ${engine} ${version ?? ''}: ${obstacle ? `not run, ${obstacle}` : `${fields.length} cells in ${minutes.toFixed(1)} minutes`}`
}

function describeField({ fields }, { row }) {
  const field = fields.find((other) => other.row === row)
  if (field?.recorded === undefined) return field?.hasFailed ? '✗ broke off' : 'not run'
  return `${field.hasFailed ? '✗ ' : ''}${field.recorded}/${field.conversions} · ${field.posts}`
}

function describeHow(columns, { row, how }) {
  const notes = columns.flatMap(({ engine, fields }) => {
    const note = fields.find((field) => field.row === row)?.note
    return note ? [`${engine}: ${note}`] : []
  })
  return [how, ...notes].join('; ')
}

function line(fields) {
  return `| ${fields.map((field) => field.replaceAll('|', '\\|')).join(' | ')} |`
}

await main(process.argv.slice(2)).catch((error) => {
  console.error(error.message)
  process.exitCode = 1
})
