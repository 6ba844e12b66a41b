import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { createSandbox, type Sandbox } from '@introw/affiliate/sandbox'
import { generate } from 'selfsigned'
import { type Ask, createNetwork, type NetworkOptions } from '../../src/doctor/network'
import { readManifest } from './cdn.ts'

/** What an address answers. */
export interface Reply {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string | Uint8Array
}

/** A reply, a page, or what makes one of a request; `silence` never answers, `hang up` breaks off. */
export type Content =
  string | Reply | 'silence' | ((request: Request) => Reply | string | Promise<Reply | string | Response>)

/** A little internet on loopback: hosts by their names, over http and https. */
export interface World {
  /** Makes what the doctor asks with: every host is here, but those that nobody serves. */
  network(options?: NetworkOptions): Ask
  /** Sets what an address answers, whatever its query. */
  serve(address: string, content: Content): void
  /** Every request so far: `GET https://www.shop.example/?irw_id=…`. */
  readonly requests: string[]
  /** Introw: the CDN with what is built, and the API. */
  reset(): void
  readonly sandbox: Sandbox
  close(): Promise<void>
}

const NAMES = ['www.shop.example', 'shop.example', 'go.example', 'cdn.shop.example', 'app.introw.io', 'api.introw.io']
const CONVERSIONS = 'https://api.introw.io/api/v1/affiliate/conversions'
/** Nobody waits long for those that will not answer, and all others have time, however busy the machine is. */
const HASTY_MS = 100
const PATIENT_MS = 30_000
const DIST = new URL('../../dist/', import.meta.url)

export async function startWorld(): Promise<World> {
  const contents = new Map<string, Content>()
  const requests: string[] = []
  const sandbox = createSandbox()
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'shop.example' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: NAMES.map((value) => ({ type: 2, value })) }],
  })
  const handle = (scheme: string) => (incoming: IncomingMessage, outgoing: ServerResponse) =>
    void receive(`${scheme}://${incoming.headers.host}${incoming.url}`, incoming, outgoing)
  const receive = async (url: string, incoming: IncomingMessage, outgoing: ServerResponse) => {
    requests.push(`${incoming.method} ${url}`)
    const content = contents.get(url.split('?')[0] ?? '') ?? { status: 404 }
    if (content === 'silence') return
    await send(typeof content === 'function' ? await content(await toRequest(url, incoming)) : content, outgoing)
  }
  const plain = createServer(handle('http'))
  const secure = createSecureServer({ key, cert }, handle('https'))
  await Promise.all([plain, secure].map((server) => new Promise<void>((done) => server.listen(0, '127.0.0.1', done))))
  const portOf = (server: typeof plain | typeof secure) => (server.address() as AddressInfo).port
  const world: World = {
    requests,
    sandbox,
    network: (options) => {
      const reach = (timeoutMs: number) =>
        createNetwork({
          timeoutMs,
          tls: { ca: cert },
          route: ({ protocol, host }) => ({
            host: '127.0.0.1',
            port: host.startsWith('down.') ? 1 : portOf(protocol === 'https:' ? secure : plain),
          }),
          ...options,
        })
      const [patient, hasty] = [reach(PATIENT_MS), reach(HASTY_MS)]
      return (question) =>
        (contents.get(question.url.href.split('?')[0] ?? '') === 'silence' ? hasty : patient)(question)
    },
    serve: (address, content) => void contents.set(address, content),
    reset() {
      contents.clear()
      requests.length = 0
      sandbox.reset()
      publish(world)
    },
    close: async () => {
      for (const server of [plain, secure]) {
        server.closeAllConnections()
        await new Promise((done) => server.close(done))
      }
    },
  }
  world.reset()
  return world
}

function publish({ serve, sandbox }: World): void {
  for (const [file, { pinned, moving, latest }] of Object.entries(readManifest().files))
    for (const way of [pinned, moving, latest])
      if (way)
        serve(`https://app.introw.io${way.path}`, () => ({
          headers: way.headers,
          body: readFileSync(new URL(file, DIST)),
        }))
  serve(CONVERSIONS, (request) => sandbox.fetch(request))
}

async function toRequest(url: string, incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const { method = 'GET', headers } = incoming
  const body = method === 'POST' ? Buffer.concat(chunks) : null
  return new Request(url, { method, body, headers: headers as Record<string, string> })
}

/** A text is a page. */
async function send(reply: Reply | string | Response, outgoing: ServerResponse): Promise<void> {
  if (reply instanceof Response) {
    outgoing.writeHead(reply.status, Object.fromEntries(reply.headers)).end(await reply.text())
    return
  }
  const { status = 200, headers = {}, body = '' } = typeof reply === 'string' ? { body: reply } : reply
  // Bytes go out as they are.
  const encoding = typeof body === 'string' ? headers['Content-Encoding'] : undefined
  const bytes = encoding === 'br' ? brotliCompressSync(body) : encoding === 'gzip' ? gzipSync(body) : body
  outgoing.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', ...headers } as Record<string, string>)
  outgoing.end(bytes)
}
