import { mkdir, readFile, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { ENGINES, ensureBrowsers } from './browsers.mjs'
import { ROOT, run } from './commands.mjs'
import { ensureDependencies } from './dependencies.mjs'

const RESULTS = join(ROOT, 'test', '.results')
/** Those of test/vitest.config.ts that need no browser, in their order: what runs on the sources before what is built. */
const NODE_PROJECTS = ['unit', 'page', 'dist', 'package']
const ON_SOURCES = ['unit', 'page']
/** Tools behave otherwise on CI, Vite colours the address that it serves on for one: so everybody's run is as CI's. */
const AS_ON_CI = { CI: 'true' }
const STAGES = ['lint', 'types', ...NODE_PROJECTS, ...ENGINES]

/**
 * `npm test` runs everything. `npm test -- unit webkit` runs these stages, `npm test -- webkit outbox` only the files
 * with that in their names, and what begins with a dash goes on to vitest.
 */
async function main(args) {
  const rest = args.filter((arg) => !STAGES.includes(arg))
  const stages = STAGES.filter((stage) => args.length === rest.length || args.includes(stage))
  const rows = await runStages(stages, rest).catch((error) => [notRun('tests', error.message)])
  report(rows)
}

async function runStages(stages, filter) {
  await ensureDependencies()
  await rm(RESULTS, { recursive: true, force: true })
  await mkdir(RESULTS, { recursive: true })
  const rows = stages.includes('lint') ? [await runCommand('lint')] : []
  if (stages.every((stage) => stage === 'lint')) return rows
  const build = await runCommand('build')
  rows.push(build)
  const built = build.failed === 0
  if (stages.includes('types')) rows.push(await runCommand('types'))
  const projects = NODE_PROJECTS.filter((project) => stages.includes(project))
  for (const project of projects) {
    rows.push(
      built || ON_SOURCES.includes(project) ? await runVitest(project, filter) : notRun(project, 'there is no build'),
    )
  }
  const engines = ENGINES.filter((engine) => stages.includes(engine))
  const missing = built ? await ensureBrowsers(engines) : {}
  for (const engine of engines) {
    const obstacle = built ? missing[engine] : 'there is no build'
    rows.push(obstacle ? notRun(engine, obstacle) : await runVitest(engine, filter))
  }
  return rows
}

async function runCommand(script) {
  const started = Date.now()
  announce(script)
  const code = await run('npm', ['run', '--silent', script])
  return { name: script, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, seconds: since(started) }
}

async function runVitest(project, filter) {
  const started = Date.now()
  announce(project)
  const file = join(RESULTS, `${project}.json`)
  const args = [
    join('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--config=test/vitest.config.ts',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...(filter.length > 0 ? ['--passWithNoTests', ...filter] : []),
  ]
  const code = await run(process.execPath, args, AS_ON_CI)
  const results = await readResults(file)
  const isNamed = filter.some((word) => /^(-t|--testNamePattern)/.test(word))
  const { passed, failed } = count(results, isNamed)
  const failures = listFailures(results, isNamed)
  if (code !== 0 && failed === 0) failures.push('an error outside of tests, which vitest tells of above')
  return { name: project, passed, failed: code !== 0 && failed === 0 ? 1 : failed, seconds: since(started), failures }
}

/** Whatever did not pass has failed: skipped tests, and files that broke before their first test. */
function count(results, isNamed) {
  const files = results?.testResults ?? []
  const cases = files.flatMap((file) => file.assertionResults).filter(({ status }) => !isNamed || status !== 'skipped')
  const passed = cases.filter(({ status }) => status === 'passed').length
  const broken = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  return { passed, failed: cases.length - passed + broken }
}

/** Each with the first line of what it failed with: who reads the end of a long log reads these. */
function listFailures(results, isNamed) {
  return (results?.testResults ?? []).flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status !== 'passed' && !(isNamed && status === 'skipped'))
    const causes = failed.map(({ fullName, status, failureMessages }) => [
      fullName,
      failureMessages?.join('\n') || status,
    ])
    if (message) causes.push(['the file itself', message])
    return causes.map(([what, why]) => `${relative(ROOT, name)}: ${what}: ${why.split('\n')[0]}`)
  })
}

async function readResults(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}

function notRun(name, reason) {
  return { name, passed: 0, failed: 1, seconds: 0, reason }
}

function announce(stage) {
  console.log(`\n== ${stage}`)
}

function since(started) {
  return Math.round((Date.now() - started) / 1000)
}

function report(rows) {
  console.log()
  for (const { name, passed, failed, seconds, reason } of rows) {
    const [left, middle, right] = [passed, failed, seconds].map((figure) => String(figure).padStart(5))
    const figures = `${left} passed ${middle} failed ${right} s`
    console.log(`${name.padEnd(9)}${reason ? ` not run: ${reason}` : figures}`)
  }
  for (const { name, failures = [] } of rows)
    for (const failure of failures) console.log(`\nfailed in ${name}: ${failure}`)
  const passed = rows.reduce((sum, row) => sum + row.passed, 0)
  const failed = rows.reduce((sum, row) => sum + row.failed, 0)
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exitCode = failed > 0 ? 1 : 0
}

await main(process.argv.slice(2))
