import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Window } from 'happy-dom'
import { describe, expect, it } from 'vitest'
import { serveSandbox } from '@introw/affiliate/sandbox'
import { APPS, PAGES, SERVERS } from '../../examples/list.mjs'
import { createExample, createExamples } from '../../examples/pages.mjs'
import { STAND_INS } from '../../examples/vendors.mjs'
import { startCommand } from '../support/command.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
/** A development server compiles at the first visit. */
const COMPILE_MS = 120_000

const names = Object.keys({ ...PAGES, ...APPS })
const listed = [PAGES, APPS, SERVERS].flatMap((examples) => Object.values(examples))
const count = (text: string, part: string) => text.split(part).length - 1
const read = (path: string) => readFileSync(ROOT + path, 'utf8')

it('the list names every example', () => {
  const folders = readdirSync(`${ROOT}examples`).filter((name) =>
    ['index.html', 'package.json'].some((file) => existsSync(`${ROOT}examples/${name}/${file}`)),
  )
  expect(names.sort()).toEqual(folders.sort())
})

it('the list names every server example', () => {
  const folders = readdirSync(`${ROOT}examples/server`, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  expect(Object.keys(SERVERS).sort()).toEqual(folders.map(({ name }) => name).sort())
})

describe('the list page', () => {
  const show = (apiHost: string, path = '/') =>
    createExamples({ apiHost }).fetch(new Request(`http://examples.localhost:4000${path}`))

  it('shows of every example how it is started, and lines that are whole and fit a site of yours', async () => {
    const { document } = new Window({ url: 'http://examples.localhost:4000' })
    document.write(await (await show('http://introw.localhost:4001')).text())
    const cards = [...document.querySelectorAll('article')]
    expect(cards.map((card) => card.querySelector('h3')?.textContent)).toEqual(listed.map(({ title }) => title))
    for (const card of cards) {
      expect(card.querySelector('a.button, .command code')).not.toBeNull()
      const codes = [...card.querySelectorAll('figure:not(.command) code')].map(({ textContent }) => textContent)
      expect(codes).not.toEqual([])
      for (const code of codes) {
        expect(code).not.toMatch(/\{\{|api-host|"\/affiliate\.js/)
        for (const [open = '', close = ''] of ['()', '[]', '{}']) expect(count(code, open)).toBe(count(code, close))
      }
    }
  })

  it('leads to a server example as a partner does', async () => {
    const introw = await serveSandbox({ port: 0 })
    try {
      const arrived = await show(introw.url, '/arrive/express')
      const { clickId } = introw.sandbox.store.clicks[0] ?? {}
      expect(arrived.headers.get('location')).toBe(`http://www.shop.localhost:4011/?irw_id=${clickId}`)
      expect((await show(introw.url, '/arrive/nobody')).status).toBe(404)
    } finally {
      await introw.close()
    }
  })

  it('tells a server example of a sandbox that is not on its usual port', async () => {
    expect(await (await show('http://introw.localhost:4101')).text()).toContain(
      'PORT=4011 INTROW_API_HOST=http://127.0.0.1:4101 node examples/server/express/server.mjs',
    )
  })
})

describe('an example with vendors', () => {
  const theirs = Object.keys(STAND_INS).map((address) => `${new URL(address).origin}/`)
  const pages = ['forms', 'meetings', 'stripe'].flatMap((name) =>
    readdirSync(`${ROOT}examples/${name}`)
      .filter((file) => file.endsWith('.html'))
      .map((file) => [name, `http://www.${name}.localhost:4000/${file}`] as const),
  )

  it.each(pages)('%s finds on this machine whatever a page names: %s', async (name, page) => {
    const example = createExample(name, { apiHost: 'http://introw.localhost:4001' })
    const read = async (url: string) => {
      const answer = await example.fetch(new Request(url))
      const text = await answer.text()
      expect([url, answer.status, theirs.filter((origin) => text.includes(origin))]).toEqual([url, 200, []])
      return text
    }
    const named = [...(await read(page)).matchAll(/ src="([^"]+)"/g)].map(([, src = '']) => new URL(src, page))
    expect(named.map(({ host }) => host)).toEqual(named.map(() => new URL(page).host))
    for (const { href } of named) if (!href.includes('/affiliate.')) await read(href)
  })

  it.each(readdirSync(`${ROOT}examples/vendors`).filter((file) => file !== 'frame.js'))(
    'says of the stand-in %s which source it follows, and of when',
    (file) => {
      const says = read(`examples/vendors/${file}`)
      expect(says).toMatch(/https:\/\/(?!api\.)/)
      expect(says).toMatch(/\b20\d\d\b|\d\.\d\.\d/)
    },
  )
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
