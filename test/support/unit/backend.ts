import { http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { createSandbox, type Sandbox } from '../../../src/sandbox'
import { settle, underway } from './time'

export const API = 'https://api.introw.io'
export const KEY = 'pk_aff_org_demo'

/** One call of `fetch` by a page. */
export interface Call {
  readonly url: string
  readonly init: RequestInit
  readonly headers: Headers
  readonly body: { clickId: string; email?: string; properties?: Record<string, unknown>; publishableKey?: string }
  readonly at: number
}

export interface Backend {
  readonly sandbox: Sandbox
  /** Every call of `fetch`, arrived or not. */
  readonly calls: Call[]
  /** How many of the next calls with `keepalive` the browser refuses, as over 64 KiB in flight. */
  refusals: number
  /** What a page's `fetch` is. */
  fetch(url: string | URL | Request, init?: RequestInit): Promise<Response>
  /** A new click id, as a partner's link hands it out. */
  click(code?: string): Promise<string>
}

/** Puts the sandbox behind msw for a test file, and a browser's manners (Origin, CORS, keepalive's quota) in front of it. */
export function useBackend(): Backend {
  const sandbox = createSandbox()
  const answer = ({ request }: { request: Request }) => {
    request.headers.set('origin', location.origin)
    return sandbox.fetch(request)
  }
  const server = setupServer(http.all('*/api/v1/affiliate/conversions', answer))
  const backend: Backend = {
    sandbox,
    calls: [],
    refusals: 0,
    fetch: async (url, init = {}) => {
      const body = JSON.parse(String(init.body))
      backend.calls.push({ url: String(url), init, headers: new Headers(init.headers), body, at: Date.now() })
      if (init.keepalive && backend.refusals-- > 0) throw new TypeError('Failed to fetch')
      const fault = sandbox.faults.list().find(({ on }) => on === 'post')
      const send = () => sendLikeBrowser(url, init)
      // Nobody may wait for an answer that waits for the fake clock.
      if (fault?.kind === 'silence') return Promise.race([send(), aborted(init.signal)])
      if (fault?.kind !== 'delay') return underway(send)
      sandbox.faults.take('post')
      const response = await underway(send)
      await Promise.race([new Promise((resolve) => setTimeout(resolve, fault.delayMs)), aborted(init.signal)])
      return response
    },
    click: async (code = 'demo') => {
      const response = await sandbox.fetch(new Request(`${API}/r/${code}`))
      const clickId = new URL(response.headers.get('location') ?? '').searchParams.get('irw_id')
      if (clickId === null) throw new Error('The link led nowhere.')
      return clickId
    },
  }
  let network = globalThis.fetch
  beforeAll(() => {
    server.listen({ onUnhandledRequest: 'error' })
    network = globalThis.fetch
  })
  beforeEach(() => {
    sandbox.reset()
    backend.calls.length = 0
    backend.refusals = 0
  })
  afterAll(async () => {
    await settle()
    server.close()
  })

  const sendLikeBrowser = async (url: string | URL | Request, init: RequestInit) => {
    // happy-dom's own are copied by way of JSON, which a page's `toJSON` breaks.
    const headers: [string, string][] = []
    new Headers(init.headers).forEach((value, name) => headers.push([name, value]))
    const response = await network(url, { ...init, headers })
    const body = await response.text()
    if (!response.headers.has('access-control-allow-origin')) throw new TypeError('Failed to fetch')
    return new Response(body, { status: response.status, headers: response.headers })
  }
  return backend
}

function aborted(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
}
