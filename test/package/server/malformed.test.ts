// @vitest-environment node
import { serveSandbox, type Served } from '@introw/affiliate/sandbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startExample } from '../../browser/server/example'
import { startCommand } from '../../support/command'
import { FORM_START, MALFORMED, VISITOR, type Malformed } from './requests'
import { send } from './socket'

interface Listening {
  readonly port: number
  close(): Promise<void>
}

/** Every example that listens: what people copy, and what they start from this repository. */
const SERVERS: Readonly<Record<string, (api: Served) => Promise<Listening>>> = {
  'node-http': ({ url }) => startExample('node-http', url),
  express: ({ url }) => startExample('express', url),
  hono: ({ url }) => startExample('hono', url),
  webhook: ({ url }) => startExample('webhook', url),
  vendors: ({ url }) => startExample('vendors', url),
  proxy: ({ url }) => startExample('proxy', url),
  next: ({ url }) => startExample('next', url),
  'examples/serve.mjs': ({ url }) =>
    startScript('examples/serve.mjs', 'hidden-field', '--port', '0', '--api-host', url),
  'examples/demo': ({ port }) => startScript('test/package/server/demo.mjs', String(port)),
}

async function startScript(...args: readonly string[]): Promise<Listening> {
  const { said, close } = await startCommand(args, /http:\/\/www\.shop\.localhost:(\d+)\/\n/)
  return { port: Number(said[1]), close }
}

/** Where else than at `/signup` a server takes a body. */
const PATHS: Readonly<Record<string, readonly string[]>> = {
  webhook: ['/webhooks/payments'],
  vendors: ['/webhooks/stripe', '/webhooks/typeform'],
  proxy: ['/lib/api/v1/affiliate/conversions'],
  'examples/serve.mjs': ['/sign-up'],
}

/** The requests for one server: those with a body for each of its paths. */
function tableOf(server: string): readonly (readonly [string, Malformed])[] {
  const elsewhere = (PATHS[server] ?? []).flatMap((path) =>
    table
      .filter(([, { bytes }]) => bytes.startsWith(FORM_START))
      .map(([name, one]) => {
        const bytes = one.bytes.replace(FORM_START, `POST ${path} `)
        return [`${name}, at ${path}`, { ...one, bytes }] as const
      }),
  )
  return [...table, ...elsewhere]
}

/** Next.js itself answers 500 to a star, to TRACE and to a form without a border, before anything of ours. */
const statuses = (server: string) => (server === 'next' ? /^($|HTTP\/1\.1 [2345])/ : /^($|HTTP\/1\.1 [234])/)

/** Next.js may have to be built first. */
const START_MS = 240_000

const table = Object.entries(MALFORMED)

describe.each(Object.entries(SERVERS))('%s', (server, start) => {
  const open: { api?: Served; listening?: Listening } = {}
  const port = () => open.listening?.port ?? 0

  beforeAll(async () => {
    open.api = await serveSandbox({ port: 0 })
    open.listening = await start(open.api)
  }, START_MS)
  afterAll(async () => {
    await open.listening?.close()
    await open.api?.close()
  })

  for (const [name, request] of tableOf(server)) {
    it(`refuses or serves ${name}, gives nothing back as it was, and serves the next visitor`, async () => {
      const answer = await send(port(), request)
      expect(answer).toMatch(statuses(server))
      expect(answer).not.toMatch(/<b.id=mark|"id="/)
      expect(await send(port(), VISITOR)).toMatch(/^HTTP\/1\.1 200 .*<h1/s)
    })
  }
})

it('the table is long enough to be worth its time', () => {
  expect(table.length).toBeGreaterThan(20)
})
