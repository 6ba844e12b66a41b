import { fileURLToPath } from 'node:url'
import { serveSandbox, type Served } from '@introw/affiliate/sandbox'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { linkPackage } from '../../../examples/apps.mjs'
import { type Command, startCommand } from '../../support/command.ts'
import { type Engine, launchEngine, type Tab, type Visitor } from '../../support/engine.ts'
import { buildNext, NEXT } from '../../support/next.ts'
import { poll } from '../../support/poll.ts'
import { isClean } from '../../support/shop.ts'
import { type Observer, startObserver } from './observer.ts'

/** An example as its user runs it, for the tests of one `describe`. */
export interface Example {
  readonly observer: Observer
  /** Follows the partner's link, as a new visitor. Resolves once the click is out of the address bar. */
  land(): Promise<Tab>
  /** Resolves once the sandbox has recorded the click's one conversion, which was asked for like this. */
  recorded(request: object): Promise<void>
  /** How many requests the click has made of a page that stays, when nothing more is on its way. */
  countRequests(tab: Tab): Promise<number>
}

/** The sandbox, under a name that does not change with its port: what is built keeps it. */
const API_HOST = 'introw.example'
const NEXT_APP = fileURLToPath(new URL('../../../examples/next', import.meta.url))

/** Building the Next.js app takes its time. */
const START_MS = 240_000

export function openExample(name: string): Example {
  const open: Open = {}
  beforeAll(async () => {
    open.engine = await launchEngine()
    open.introw = await serveSandbox({ port: 0, allowHosts: [API_HOST] })
    open.command = await (name === 'next' ? startNext() : startServer(name, open.introw.url))
    open.observer = await startObserver(Number(open.command.said[1]))
    const destination = `http://www.shop.localhost:${open.observer.port}/`
    open.introw.sandbox.store.updateCampaign('demo', { destination })
  }, START_MS)
  afterEach(async () => {
    open.observer?.gates.clear()
    await open.visitor?.close()
  })
  afterAll(async () => {
    await open.observer?.close()
    await open.command?.close()
    await open.introw?.close()
    await open.engine?.close()
  })
  return describeExample(open)
}

interface Open {
  engine?: Engine
  introw?: Served
  command?: Command
  observer?: Observer
  visitor?: Visitor
}

function describeExample(open: Open): Example {
  const store = () => started(open.introw).sandbox.store
  const requests = () => store().requests.filter(({ clickId }) => clickId === store().clicks.at(-1)?.clickId)
  return {
    get observer() {
      return started(open.observer)
    },
    async land() {
      const { url, port } = started(open.introw)
      open.visitor = await started(open.engine).visitor({ hosts: { [API_HOST]: `127.0.0.1:${port}` } })
      const tab = await open.visitor.tab()
      await tab.goto(`${url}/r/demo`)
      await tab.waitFor(isClean)
      await expectQuiet(tab)
      return tab
    },
    async recorded(request) {
      const { via, outcome, body, clickId } = started(await poll('a conversion', async () => requests()[0]))
      expect({ via, outcome, ...JSON.parse(body) }).toMatchObject({ outcome: 'recorded', ...request })
      expect(store().conversions.filter((conversion) => conversion.clickId === clickId)).toHaveLength(1)
    },
    async countRequests(tab) {
      await tab.waitFor(() => window.introw?.affiliate?.version)
      // A page sends the conversions of a click in turn: behind its last one there is no other.
      await tab.evaluate(() => void window.introw?.affiliate?.track({ properties: { last: true } }))
      await poll('the last request', async () => requests().at(-1)?.body.includes('"last"'))
      await expectQuiet(tab)
      return requests().length - 1
    },
  }
}

/** By the command that the example's line in examples/README.md names. */
function startServer(name: string, apiHost: string): Promise<Command> {
  const args = ['examples/serve.mjs', name, '--port', '0', '--api-host', apiHost]
  return startCommand(args, /http:\/\/www\.shop\.localhost:(\d+)\/\n/)
}

/** Built, since its development server compiles for longer than a test may wait. */
function startNext(): Promise<Command> {
  linkPackage()
  buildNext('examples/next', { NEXT_PUBLIC_INTROW_API_HOST: `http://${API_HOST}` })
  const args = [NEXT, 'start', NEXT_APP, '-H', '127.0.0.1', '-p', '0']
  return startCommand(args, /http:\/\/127\.0\.0\.1:(\d+)/, { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' })
}

/** What development servers tell on the console is theirs; errors and warnings would be the example's. */
export async function expectQuiet(tab: Tab): Promise<void> {
  const { errors, rejections, violations, console } = await tab.evaluate(() => window.__seen)
  const complaints = console.filter((line) => /^(error|warn|trace):/.test(line))
  expect([...errors, ...rejections, ...violations, ...complaints]).toEqual([])
}

function started<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('It is not there yet.')
  return part
}
