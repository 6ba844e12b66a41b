// @vitest-environment node
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo, Server } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createSandbox } from '@introw/affiliate/sandbox'
import type { Express } from 'express'
import { request } from 'undici'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { readBlocks } from '../../support/blocks.ts'
import { ROOT } from '../../support/package.ts'

const blocks = (await readBlocks()).filter(({ text }) => text.includes("from 'express'"))

afterEach(() => vi.unstubAllGlobals())

it('both pages on servers have lines for Express', () => {
  expect(blocks.map(({ file }) => file)).toEqual([join('docs', 'servers.md'), join('examples', 'server', 'README.md')])
})

describe.each(blocks.map((block) => [block.file, block.text]))(
  'the lines of %s, in Express as they stand',
  (_, text) => {
    it('set the cookie of a landing, record the sign-up, and leave other visitors alone', async () => {
      const sandbox = createSandbox({ destination: 'https://www.shop.com/' })
      vi.stubGlobal('fetch', (url: string, init: RequestInit) => sandbox.fetch(new Request(url, init)))
      const link = await sandbox.fetch(new Request('https://introw.test/r/demo'))
      const { search } = new URL(String(link.headers.get('location')))
      await running(text, async (url) => {
        const landing = await request(`${url}/pricing${search}`)
        expect(landing.headers['cache-control']).toBe('private, no-store')
        const cookie = String(landing.headers['set-cookie'])
        expect(cookie).toMatch(/^_introw_aff=aff_[^;]+; Max-Age=7776000; Path=\/; Domain=\w+\.com; SameSite=Lax$/)
        const { headers } = await request(`${url}/pricing`)
        expect(headers).not.toHaveProperty('set-cookie')

        const signUp = { cookie: String(cookie.split(';')[0]), 'content-type': 'application/x-www-form-urlencoded' }
        const answer = await request(`${url}/signup`, {
          method: 'POST',
          headers: signUp,
          body: 'email=a%40acme.example',
        })
        expect([answer.statusCode, answer.headers.location]).toEqual([303, '/thanks'])
        expect(sandbox.store.conversions).toMatchObject([{ via: 'server', email: 'a@acme.example' }])
      })
    })
  },
)

/** Runs a block as a module of this package, with a page behind it. */
async function running(text: string, visit: (url: string) => Promise<void>): Promise<void> {
  vi.stubEnv('INTROW_API_KEY', 'sk_introw_demo')
  const folder = await mkdtemp(join(ROOT, 'test', '.readme-'))
  const file = join(folder, 'lines.mjs')
  try {
    await writeFile(file, `${text}\nexport { app }\n`)
    const { app } = (await import(pathToFileURL(file).href)) as { app: Express }
    app.get('/pricing', (_request, response) => void response.send('<h1>Pricing</h1>'))
    const server: Server = app.listen(0, '127.0.0.1')
    await once(server, 'listening')
    await visit(`http://127.0.0.1:${(server.address() as AddressInfo).port}`).finally(() => server.close())
  } finally {
    vi.unstubAllEnvs()
    await rm(folder, { recursive: true })
  }
}
