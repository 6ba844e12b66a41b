import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { buffer, text } from 'node:stream/consumers'
import { certificate } from '../../support/certificate.ts'

/** A write by a script: to `document.cookie` the whole text, to storage the area and the key. */
export interface ScriptWrite {
  readonly kind: 'cookie' | 'localStorage' | 'sessionStorage'
  readonly text: string
}

export interface ServerCookie {
  readonly path: string
  /** The whole `Set-Cookie` value. */
  readonly text: string
  readonly maxAgeDays: number
  readonly cacheControl: string | undefined
}

/** Stands between the browser and an example's server, and sees what either of them writes. */
export interface Relay {
  readonly port: number
  /** Of www.shop.localhost. */
  readonly origin: string
  /** What browsers have asked for: the path with its query, and the request's headers. */
  readonly requests: { readonly path: string; readonly headers: Readonly<IncomingMessage['headers']> }[]
  readonly scriptWrites: ScriptWrite[]
  readonly serverCookies: ServerCookie[]
  /** Takes the servers' cookies away: the control. */
  dropsServerCookies: boolean
  close(): Promise<void>
}

const WRITTEN_PATH = '/__written'

/** A page of the relay's own, on which no script runs. */
export const EMPTY_PATH = '/__empty'

const DAY_SECONDS = 86_400

export async function startRelay(targetPort: number, { https = false } = {}): Promise<Relay> {
  const scheme = https ? 'https' : 'http'
  const handle = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (incoming.url === WRITTEN_PATH) return void takeWrite(incoming, outgoing, relay)
    if (incoming.url === EMPTY_PATH)
      return void outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<p>empty')
    const { method, url: path = '', headers } = incoming
    relay.requests.push({ path, headers })
    // Uncompressed, to be written into.
    const sent = { ...headers, 'accept-encoding': 'identity', 'x-forwarded-proto': scheme }
    const upstream = ask({ host: '127.0.0.1', port: targetPort, method, path, headers: sent })
    upstream.on('response', (response) => void pass(response, path, outgoing, relay))
    upstream.on('error', () => outgoing.destroy())
    incoming.pipe(upstream)
  }
  const server = https ? createSecureServer(await certificate(), handle) : createServer(handle)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const relay: Relay = {
    port,
    origin: `${scheme}://www.shop.localhost:${port}`,
    requests: [],
    scriptWrites: [],
    serverCookies: [],
    dropsServerCookies: false,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return relay
}

async function takeWrite(incoming: IncomingMessage, outgoing: ServerResponse, relay: Relay): Promise<void> {
  relay.scriptWrites.push(JSON.parse(await text(incoming)))
  outgoing.writeHead(204).end()
}

async function pass(response: IncomingMessage, path: string, outgoing: ServerResponse, relay: Relay): Promise<void> {
  const { 'set-cookie': cookies = [], ...headers } = response.headers
  for (const name of ['content-length', 'transfer-encoding']) delete headers[name]
  for (const cookie of cookies) {
    const maxAgeDays = Number(/;\s*max-age=(\d+)/i.exec(cookie)?.[1]) / DAY_SECONDS
    relay.serverCookies.push({ path, text: cookie, maxAgeDays, cacheControl: headers['cache-control'] })
  }
  const isHtml = headers['content-type']?.startsWith('text/html')
  const body = await buffer(response)
  const kept = relay.dropsServerCookies || cookies.length === 0 ? {} : { 'set-cookie': cookies }
  outgoing.writeHead(response.statusCode ?? 502, { ...headers, ...kept })
  outgoing.end(isHtml ? body.toString('utf8').replace(/<head[^>]*>/, (head) => head + RECORDER) : body)
}

/** First in the head, before any script of the page. */
const RECORDER = `<script>(${recordWrites.toString()})(${JSON.stringify(WRITTEN_PATH)})</script>`

/** Tells the relay of each write before it happens: the request is synchronous, so that none can be missed. */
function recordWrites(path: string): void {
  const tell = (write: object) => {
    const request = new XMLHttpRequest()
    request.open('POST', path, false)
    request.send(JSON.stringify(write))
  }
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')
  Object.defineProperty(Document.prototype, 'cookie', {
    ...cookie,
    set(text: string) {
      tell({ kind: 'cookie', text })
      cookie?.set?.call(this, text)
    },
  })
  const { setItem } = Storage.prototype
  Storage.prototype.setItem = function (key, value) {
    const kind = this === localStorage ? 'localStorage' : 'sessionStorage'
    tell({ kind, text: key })
    setItem.call(this, key, value)
  }
}
