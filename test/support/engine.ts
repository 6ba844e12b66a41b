/** How a visitor presses something: with the middle button, with Ctrl, with Enter. */
export type Way = 'left' | 'middle' | 'control' | 'enter'

/** One tab of a visitor. It survives navigations, and restores from the back/forward cache. */
export interface Tab {
  /** Opens an address as if typed; resolves once the new document's DOM is ready. */
  goto(url: string): Promise<void>
  /** Runs a function in the page and awaits what it returns. Arguments and result travel as JSON. */
  evaluate<R, A extends unknown[]>(fn: (...args: A) => R | Promise<R>, ...args: A): Promise<R>
  /** Runs a function in the page until it returns something truthy; throws after 15 s with what it returned last. */
  waitFor<R, A extends unknown[]>(fn: (...args: A) => R | Promise<R>, ...args: A): Promise<R>
  /** Default: with the left button. Only Chromium knows the other ways. */
  click(selector: string, way?: Way): Promise<void>
  fill(selector: string, text: string): Promise<void>
  url(): Promise<string>
  reload(): Promise<void>
  back(): Promise<void>
  forward(): Promise<void>
  close(): Promise<void>
}

/** One person: a fresh profile, without cookies or storage, until closed. */
export interface Visitor {
  tab(): Promise<Tab>
  /** Cuts or restores the network of all tabs. Throws `NotSupported` in WebKit. */
  offline(on: boolean): Promise<void>
  close(): Promise<void>
}

export interface VisitorOptions {
  /** Host names, or `*.` and a parent, to `address:port` on loopback. The port of the URL is ignored. */
  readonly hosts?: Readonly<Record<string, string>>
  /** Chromium and Firefox then refuse storage too, as they do to people. */
  readonly cookies?: 'refused'
  /** `localStorage` is null; in Firefox `sessionStorage` is too. */
  readonly storage?: 'refused'
}

export type EngineName = 'chromium' | 'firefox' | 'webkit'

export interface Engine {
  readonly name: EngineName
  readonly version: string
  visitor(options?: VisitorOptions): Promise<Visitor>
  close(): Promise<void>
}

/** What keeps an engine's processes alive; its address can be given to other processes. */
export interface EngineServer {
  readonly address: string
  close(): Promise<void>
}

/** Something that this engine, or its driver, cannot do. */
export class NotSupported extends Error {
  override readonly name = 'NotSupported'
}

/**
 * Gives the engine that `ENGINE` names. Under vitest it is the one that the project's global setup has started, and
 * `close()` ends this file's visitors; elsewhere it is started here, and ended by `close()`.
 *
 * @param isOwn - Starts it here in any case: Firefox keeps some 11 MB of each window that was closed, and grows slow.
 */
export async function launchEngine({ isOwn = false } = {}): Promise<Engine> {
  endWithParent()
  const name = engineName()
  const shared = isOwn ? undefined : process.env[addressVariable(name)]
  const server = shared === undefined ? await serveEngine(name) : undefined
  const engine = await connectEngine(name, shared ?? server?.address ?? '')
  const visitors = new Set<Visitor>()
  return {
    name,
    version: engine.version,
    async visitor(options = {}) {
      const visitor = await engine.visitor(options)
      visitors.add(visitor)
      return { ...visitor, close: () => (visitors.delete(visitor) ? visitor.close() : Promise.resolve()) }
    },
    async close() {
      await Promise.all([...visitors].map((visitor) => visitor.close()))
      visitors.clear()
      await engine.close()
      await server?.close()
    },
  }
}

/** A vitest worker outlives its parent for as long as a test of it waits, and its browsers with it. */
function endWithParent(): void {
  if (process.listeners('disconnect').includes(endAtOnce)) return
  process.on('disconnect', endAtOnce)
}

function endAtOnce(): void {
  process.kill(process.pid, 'SIGKILL')
}

/** Starts an engine's processes. */
export async function serveEngine(name: EngineName): Promise<EngineServer> {
  if (name === 'webkit') return (await import('./webdriver.ts')).serveWebdriver()
  return (await import('./playwright.ts')).servePlaywright(name)
}

/** The environment variable under which workers find an engine that is running already. */
export function addressVariable(name: EngineName): string {
  return `ENGINE_ADDRESS_${name.toUpperCase()}`
}

export function engineName(name = process.env.ENGINE): EngineName {
  if (name === 'chromium' || name === 'firefox' || name === 'webkit') return name
  throw new Error(`ENGINE must be chromium, firefox or webkit, not ${String(name)}`)
}

/** The drivers are loaded when needed, since each takes about a second. */
async function connectEngine(name: EngineName, address: string): Promise<Engine> {
  if (name === 'webkit') return (await import('./webdriver.ts')).connectWebdriver(address)
  return (await import('./playwright.ts')).connectPlaywright(name, address)
}
