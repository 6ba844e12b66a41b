import type { Served, ServeOptions } from './serve'

export type { Span, Clock } from './clock'
export type { Fault, FaultKind, Faults } from './fault'
export type {
  ApiKey,
  Campaign,
  CampaignPatch,
  Click,
  Conversion,
  Link,
  LoggedPreflight,
  LoggedRequest,
  Outcome,
  Scalar,
  Submission,
  Via,
} from './model'
export { createSandbox, type Sandbox, type SandboxOptions } from './sandbox'
export type { Dropped } from './histories'
export type { Store } from './store'
export type { Served, ServeOptions } from './serve'

/**
 * Serves a sandbox on node:http. Loaded when called, so that `createSandbox` runs where there is no Node.
 *
 * @param options - Port (default 4001; 0 for a free one), host (default `127.0.0.1`), sandbox (default: a new one), the
 * host name that `url` should carry, and further names that requests may call it by.
 * @returns The address, the sandbox, and `close()`.
 * @throws An Error with a clear message if the port is taken, or a name is none.
 */
export async function serveSandbox(options?: ServeOptions): Promise<Served> {
  const { serve } = await import('./serve')
  return serve(options)
}
