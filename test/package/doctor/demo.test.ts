// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { serveSandbox, type Served } from '@introw/affiliate/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createExamples } from '../../../examples/pages.mjs'
import { PAGES } from '../../../examples/list.mjs'
import { type Command, startCommand } from '../../support/command.ts'
import { ROOT, run } from '../../support/package.ts'

/** Of the list, each page that has a tag: the others lead to them. */
const ADDRESSES = Object.keys(PAGES).flatMap((name) =>
  readdirSync(join(ROOT, 'examples', name))
    .filter((file) => file.endsWith('.html'))
    .filter((file) => /<script[^>]*data-publishable-key/.test(readFileSync(join(ROOT, 'examples', name, file), 'utf8')))
    .map((file) => ({ name, file })),
)

let sandbox: Served
let demo: Command
let examples: ReturnType<typeof createAdaptorServer>
let port = 0

beforeAll(async () => {
  sandbox = await serveSandbox({ port: 0, linkHost: 'introw.localhost' })
  demo = await startCommand(['test/package/server/demo.mjs', String(sandbox.port)], /localhost:(\d+)\/\n/)
  examples = createAdaptorServer({
    fetch: createExamples({ apiHost: sandbox.url }).fetch,
    overrideGlobalObjects: false,
  })
  await new Promise<void>((resolve) => examples.listen(0, '127.0.0.1', resolve))
  const address = examples.address()
  port = typeof address === 'object' && address ? address.port : 0
})

afterAll(async () => {
  await demo?.close()
  await sandbox?.close()
  examples?.close()
})

/** Runs what ships, as a person does. */
const examine = async (...args: readonly string[]) => {
  const { stdout, stderr } = await run(process.execPath, [join(ROOT, 'dist', 'doctor', 'cli.js'), ...args])
  return { stdout, stderr }
}

describe('the doctor finds nothing to mend', () => {
  test('in the demo, on either host and by either name, and the API takes its key', async () => {
    const shop = demo.said[1]
    const { stdout, stderr } = await examine(
      '--key',
      `http://www.shop.localhost:${shop}/`,
      `http://www.shop.localhost:${shop}/pricing`,
      `http://app.shop.localhost:${shop}/`,
      `http://www.shop.localhost:${shop}/thank-you`,
      `http://127.0.0.1:${shop}/`,
    )
    expect(stdout).toContain('✓ All is well')
    expect(stdout.match(/The API knows the key/g)).toHaveLength(3)
    expect(stderr.match(/Sends one conversion without a click/g)).toHaveLength(3)
    expect(sandbox.sandbox.store.conversions).toEqual([])
  })

  test('in the examples that are plain pages', async () => {
    expect(ADDRESSES.length).toBeGreaterThan(15)
    const addresses = ADDRESSES.map(({ name, file }) => `http://www.${name}.localhost:${port}/${file}`)
    const { stdout } = await examine('--json', ...addresses)
    const { verdict, visits } = JSON.parse(stdout) as {
      verdict: string
      visits: { address: string; findings: unknown[] }[]
    }
    expect(visits.filter(({ findings }) => findings.length > 0)).toEqual([])
    expect([verdict, visits.length]).toEqual(['fine', addresses.length])
  })
})
