import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { refuse } from './answer'
import { canonicalHost, createHostCheck } from './host'
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
  /**
   * Host names that requests may call it by, beside `host`, `linkHost` and those of the loopback (localhost and
   * everything under it, 127.0.0.0/8, ::1). Every other one is refused with 421. Default: none.
   */
  readonly allowHosts?: readonly string[]
}

export interface Served {
  readonly url: string
  readonly port: number
  readonly sandbox: Sandbox
  /** Ends all connections, and resolves once the port is free. */
  close(): Promise<void>
}

const DEFAULT_PORT = 4001

/**
 * Serves a sandbox on node:http.
 *
 * @throws A TypeError if one of `allowHosts` is no host name, an Error if the port is taken.
 */
export async function serve(options: ServeOptions = {}): Promise<Served> {
  const { port = DEFAULT_PORT, host = '127.0.0.1', sandbox = createSandbox(), linkHost = host } = options
  const { allowHosts = [] } = options
  const noHost = allowHosts.find((name) => canonicalHost(name) === undefined)
  if (noHost !== undefined) throw new TypeError(`"${noHost}" is no host name.`)
  const listener = createListener(sandbox)
  const checkHost = createHostCheck([host, linkHost, ...allowHosts])
  // Node's own answer to a request without Host says nothing.
  const server = createServer({ requireHostHeader: false }, (incoming, outgoing) => {
    const refusal = refuseHost(incoming, checkHost)
    return refusal ? void send(refusal, outgoing) : void listener(incoming, outgoing)
  })
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

type CheckHost = ReturnType<typeof createHostCheck>

/** The answer to a request that does not call the sandbox by a name of its own. */
function refuseHost({ headersDistinct, url = '' }: IncomingMessage, checkHost: CheckHost): Response | undefined {
  // A target that names a host itself overrules the header (RFC 9112, section 3.2.2).
  const named = /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1]
  const checks = [checkHost(headersDistinct.host ?? []), ...(named === undefined ? [] : [checkHost([named])])]
  for (const check of checks) {
    if (check.state === 'malformed') {
      return refuse(400, 'bad_request', 'A request needs one Host header, which names a host and maybe a port.')
    }
    // RFC 9110, section 7.4.
    if (check.state === 'unknown') return refuse(421, 'host_not_allowed', describeUnknownHost(check.host))
  }
  return undefined
}

function describeUnknownHost(host: string): string {
  return `The sandbox does not answer by the name "${host}". If it is yours: --allow-host ${host}, or allowHosts.`
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  const body = await response.text()
  outgoing.writeHead(response.status, { ...Object.fromEntries(response.headers), connection: 'close' }).end(body)
}

function createListener(sandbox: Sandbox): ReturnType<typeof getRequestListener> {
  return getRequestListener(
    async (request, { outgoing }) => {
      const response = await sandbox.fetch(request)
      // Whoever sends too much is let go at once. Others may close the connection themselves, as the answer asks them to.
      if (response.status === 413) response.headers.set('Connection', 'close')
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
