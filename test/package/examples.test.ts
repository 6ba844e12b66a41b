import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { APPS, PAGES } from '../../examples/list.mjs'
import { startCommand } from '../support/command.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
/** A development server compiles at the first visit. */
const COMPILE_MS = 120_000

const names = Object.keys({ ...PAGES, ...APPS })
const read = (path: string) => readFileSync(ROOT + path, 'utf8')

it('the list names every example', () => {
  const folders = readdirSync(`${ROOT}examples`).filter((name) =>
    ['index.html', 'package.json'].some((file) => existsSync(`${ROOT}examples/${name}/${file}`)),
  )
  expect(names.sort()).toEqual(folders.sort())
})

it('both READMEs name every example', () => {
  for (const name of names) {
    expect(read('examples/README.md')).toContain(`\`node examples/serve.mjs ${name}\``)
    expect(read('README.md')).toContain(`(examples/${name})`)
  }
})

it('the apps want a version of this package that there is', () => {
  const { version } = JSON.parse(read('package.json'))
  for (const app of Object.keys(APPS)) {
    const { dependencies } = JSON.parse(read(`examples/${app}/package.json`))
    expect([app, dependencies['@introw/affiliate']]).toEqual([app, `^${version}`])
  }
})

it('the Next.js app runs on its development server', { timeout: COMPILE_MS }, async () => {
  const args = ['examples/serve.mjs', 'next', '--port', '0', '--api-host', 'http://127.0.0.1:1']
  const { said, close } = await startCommand(args, /http:\/\/www\.shop\.localhost:(\d+)\/\n/)
  try {
    const page = await fetch(`http://127.0.0.1:${said[1]}/sign-up`)
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Create account')])
  } finally {
    await close()
  }
})
