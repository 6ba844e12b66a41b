import { createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { recorder } from '../../support/recorder.ts'

/** Stands between the browser and an example's server, so that an example's pages are watched, and hold no test code. */
export interface Observer {
  readonly port: number
  /** A path here is answered when its gate opens, and not at all if that fails. */
  readonly gates: Map<string, () => Promise<void>>
  close(): Promise<void>
}

/** Passes everything on to a port, and puts the recorder into each page. */
export async function startObserver(port: number): Promise<Observer> {
  const gates = new Map<string, () => Promise<void>>()
  const sockets = new Set<Socket>()
  const server = createServer((incoming, outgoing) => {
    const open = gates.get(incoming.url ?? '') ?? (() => Promise.resolve())
    open()
      .then(() => pass(incoming, outgoing, port))
      .catch(() => outgoing.destroy())
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('upgrade', (incoming, socket: Socket, head) => tunnel(incoming, socket, head, port))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    gates,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        sockets.forEach((socket) => socket.destroy())
      }),
  }
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, port: number): void {
  const { method, url: path, headers } = incoming
  // Uncompressed, to be written into.
  const sent = { ...headers, 'accept-encoding': 'identity' }
  const relay = async (response: IncomingMessage): Promise<void> => {
    const { 'content-length': _length, ...rest } = response.headers
    if (!rest['content-type']?.startsWith('text/html')) {
      outgoing.writeHead(response.statusCode ?? 502, response.headers)
      return void response.pipe(outgoing)
    }
    outgoing.writeHead(response.statusCode ?? 502, rest)
    outgoing.end((await text(response)).replace(/<head[^>]*>/, (head) => head + recorder))
  }
  const upstream = ask({ host: '127.0.0.1', port, method, path, headers: sent }, (response) => void relay(response))
  upstream.on('error', () => outgoing.destroy())
  incoming.pipe(upstream)
}

/** The development servers' web sockets. */
function tunnel({ method, url, rawHeaders }: IncomingMessage, socket: Socket, head: Buffer, port: number): void {
  const pairs = rawHeaders.flatMap((text, index) => (index % 2 === 0 ? [`${text}: ${rawHeaders[index + 1]}`] : []))
  const upstream = connect(port, '127.0.0.1', () => {
    upstream.write(`${method} ${url} HTTP/1.1\r\n${pairs.join('\r\n')}\r\n\r\n`)
    upstream.write(head)
    upstream.pipe(socket).pipe(upstream)
  })
  upstream.on('error', () => socket.destroy())
  socket.on('error', () => upstream.destroy())
}
