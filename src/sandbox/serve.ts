import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { createSandbox, type Sandbox } from './sandbox'

export interface ServeOptions {
  /** Default: 4001; 0 takes a free one. */
  readonly port?: number
  /** The address to listen on. Default: `127.0.0.1`. */
  readonly host?: string
  /** Default: a new one. */
  readonly sandbox?: Sandbox
  /** The host name that `url` carries, such as `introw.localhost`. Default: `host`. */
  readonly linkHost?: string
}

export interface Served {
  readonly url: string
  readonly port: number
  readonly sandbox: Sandbox
  /** Ends all connections, and resolves once the port is free. */
  close(): Promise<void>
}

const DEFAULT_PORT = 4001

/** Serves a sandbox on node:http. */
export async function serve(options: ServeOptions = {}): Promise<Served> {
  const { port = DEFAULT_PORT, host = '127.0.0.1', sandbox = createSandbox(), linkHost = host } = options
  const server = createServer(createListener(sandbox))
  // Chromium sends a request again by itself, POSTs too, when a connection that was used before is dropped
  // (HttpNetworkTransaction::ShouldResendRequest). A connection for each request keeps faults and counts true.
  server.maxRequestsPerSocket = 1
  await listen(server, port, host)
  const address = server.address()
  const bound = typeof address === 'object' && address ? address.port : port
  return {
    url: `http://${linkHost.includes(':') ? `[${linkHost}]` : linkHost}:${bound}`,
    port: bound,
    sandbox,
    close: () => close(server),
  }
}

function createListener(sandbox: Sandbox): ReturnType<typeof getRequestListener> {
  return getRequestListener(
    async (request, { outgoing }) => {
      const response = await sandbox.fetch(request)
      if (response.type !== 'error') return response
      outgoing.destroy()
      return RESPONSE_ALREADY_SENT
    },
    { overrideGlobalObjects: false },
  )
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port, host)))
    server.listen(port, host, resolve)
  })
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): Error {
  const trouble = { EADDRINUSE: 'is taken', EACCES: 'is not for this user' }[error.code ?? '']
  return trouble ? new Error(`Port ${port} on ${host} ${trouble}. Choose another one.`, { cause: error }) : error
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeAllConnections()
  })
}
