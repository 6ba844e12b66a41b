import { serveSandbox, type Sandbox, type Served } from '@introw/affiliate/sandbox'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import type { Affiliate } from '../../../src/types'
import { launchEngine, type Engine, type Tab, type Visitor } from '../../support/engine.ts'
import { startExample, type Example, type ExampleName } from './example.ts'
import { startRelay, type Relay } from './relay.ts'

export const NAME = '_introw_aff'

/** Building the Next.js example takes its time. */
const START_MS = 240_000

/** An example at work, and a visitor with a fresh profile for each test. */
export interface Shop {
  readonly engine: Engine
  readonly sandbox: Sandbox
  readonly relay: Relay
  readonly tab: Tab
  /** Follows a partner's link. */
  land(): Promise<void>
  /** Fills in the sign-up form of the page. */
  signUp(email: string): Promise<void>
  /** What the browser's own `track()` on the thank-you page came to. */
  browserStatus(): Promise<string>
  /** What became of the conversions, in order of arrival. */
  outcomes(): object[]
  /** What scripts wrote to the click's cookie. */
  cookieWrites(): string[]
}

/** Starts an example, a sandbox behind it and a recording relay in front of it, for the tests of one `describe`. */
export function openShop(name: ExampleName, { https = false } = {}): Shop {
  const open: { engine?: Engine; served?: Served; example?: Example; relay?: Relay; visitor?: Visitor; tab?: Tab } = {}
  const { shop, start } = describeShop(open)
  beforeAll(async () => {
    open.engine = await launchEngine()
    open.served = await serveSandbox({ port: 0 })
    open.example = await startExample(name, open.served.url, { TRUST_PROXY: https ? '1' : '' })
  }, START_MS)
  beforeEach(async () => {
    shop.sandbox.reset()
    open.relay = await startRelay(start(open.example).port, { https })
    open.visitor = await shop.engine.visitor()
    open.tab = await open.visitor.tab()
  })
  afterEach(async () => {
    await open.visitor?.close()
    await open.relay?.close()
  })
  afterAll(async () => {
    await open.example?.close()
    await open.served?.close()
    await open.engine?.close()
  })
  return shop
}

function describeShop(open: { engine?: Engine; served?: Served; relay?: Relay; tab?: Tab }) {
  const start = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('The shop is not open yet.')
    return part
  }
  const shop: Shop = {
    get engine() {
      return start(open.engine)
    },
    get sandbox() {
      return start(open.served).sandbox
    },
    get relay() {
      return start(open.relay)
    },
    get tab() {
      return start(open.tab)
    },
    async land() {
      shop.sandbox.store.updateCampaign('demo', { destination: `${shop.relay.origin}/` })
      await shop.tab.goto(`${start(open.served).url}/r/demo`)
      await shop.tab.waitFor(() => document.readyState === 'complete' && !!document.querySelector('a[href="/signup"]'))
    },
    async signUp(email) {
      await shop.tab.fill('input[name=email]', email)
      await shop.tab.click('button')
    },
    browserStatus: () =>
      shop.tab.waitFor(() => (document.querySelector('output')?.textContent ?? '…').replace('…', '')),
    outcomes: () => shop.sandbox.store.requests.map(({ via, outcome, reason }) => ({ via, outcome, reason })),
    cookieWrites: () =>
      shop.relay.scriptWrites.flatMap(({ kind, text }) =>
        kind === 'cookie' && text.startsWith(`${NAME}=`) ? [text] : [],
      ),
  }
  return { shop, start }
}

/** In the page. */
export const readClick = () =>
  (window as unknown as Window & { introw: { affiliate: Affiliate } }).introw.affiliate.getClickId()
