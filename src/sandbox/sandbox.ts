import { createApp } from './app'
import { createChanges } from './changes'
import { type Clock, createClock } from './clock'
import { createFaults, type Faults } from './fault'
import { createSeed, DEFAULT_DESTINATION } from './seed'
import { resetServices } from './services'
import { createStore, type Store } from './store'
import { createTokens } from './token'

export interface SandboxOptions {
  /** Where the seeded partner links lead, an http(s) URL. Default: `http://www.shop.localhost:4000/`. */
  readonly destination?: string
  /** The time that the sandbox's clock starts from, in milliseconds since 1970. Default: `Date.now`. */
  readonly now?: () => number
}

/** Introw's side of the contract on one machine. */
export interface Sandbox {
  /**
   * Answers a request as Introw would: partner links, conversions, the inspector page and its controls. Only the path
   * counts, so that it can stand in for any host.
   *
   * @returns The answer. `Response.error()` stands for a dropped connection; under the fault `silence` the promise
   * settles only when the request is aborted.
   */
  fetch(request: Request): Promise<Response>
  readonly clock: Clock
  readonly faults: Faults
  readonly store: Store
  /** Forgets all but the seed, lifts all faults, and puts the clock back to the real time. */
  reset(): void
}

/**
 * Makes a sandbox. It needs nothing but web standards (`Request`, `Response`, WebCrypto).
 *
 * @example
 * const sandbox = createSandbox()
 * setupServer(http.all('https://api.introw.io/*', ({ request }) => sandbox.fetch(request)))
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const { destination = DEFAULT_DESTINATION, now = () => Date.now() } = options
  const changes = createChanges()
  const clock = createClock(changes, now)
  const faults = createFaults(changes)
  const store = createStore(changes, createSeed(new URL(destination).href))
  const services = { store, clock, faults, changes, tokens: createTokens() }
  const app = createApp(services)
  return {
    fetch: async (request) => app.fetch(request),
    clock,
    faults,
    store,
    reset: () => resetServices(services),
  }
}
