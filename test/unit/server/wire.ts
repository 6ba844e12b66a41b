import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { OK } from './answers'

/** An API that says byte for byte what a test wants, since no HTTP server ends its answers wrongly. */
export interface Wire {
  /** The `apiHost` under which every request comes to this end. */
  hostOf(ending: string): string
  /** Ends what is still open, as a process that goes does. */
  close(): Promise<void>
}

const head = (status: string, ...headers: readonly string[]) => [`HTTP/1.1 ${status}`, ...headers, '', ''].join('\r\n')
const answer = (status: string, body: string, ...headers: readonly string[]) =>
  head(status, `Content-Length: ${Buffer.byteLength(body)}`, ...headers) + body
const chunked = (status: string, ...headers: readonly string[]) =>
  head(status, 'Transfer-Encoding: chunked', ...headers)
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`

const JSON_TEXT = JSON.stringify(OK)
const ZIPPED = gzipSync(JSON_TEXT).toString('latin1')
const zip = (encoding: string, body: string, length = body.length) =>
  head('200 OK', `Content-Encoding: ${encoding}`, `Content-Length: ${length}`) + body

type End = (socket: Socket) => void
const say =
  (text: string, then: End = () => {}): End =>
  (socket) =>
    void socket.write(Buffer.from(text, 'latin1'), () => then(socket))
const hangUp: End = (socket) => void socket.destroy()
const reset: End = (socket) => void socket.resetAndDestroy()
const drip: End = (socket) => {
  const timer = setInterval(() => void socket.write(chunk(' ')), 20)
  socket.on('close', () => clearInterval(timer))
}

/** The answers that are one. */
export const GOOD: Readonly<Record<string, End>> = {
  'at once': say(answer('201 Created', JSON_TEXT)),
  'in chunks': say(chunked('201 Created') + chunk(JSON_TEXT.slice(0, 9)) + chunk(JSON_TEXT.slice(9)) + '0\r\n\r\n'),
  'until the connection ends': say(head('201 Created', 'Connection: close') + JSON_TEXT, (socket) => void socket.end()),
  compressed: say(zip('gzip', ZIPPED)),
  'after early hints': say(head('103 Early Hints') + answer('200 OK', JSON_TEXT)),
}

/** What else may come. By its name it goes to `apiHost`, so it is one word. */
export const ENDINGS: Readonly<Record<string, End>> = {
  'says-nothing': () => {},
  'hangs-up-at-once': hangUp,
  'resets-at-once': reset,
  'half-a-head': say('HTTP/1.1 200 OK\r\nContent-'),
  'half-a-head-and-hangs-up': say('HTTP/1.1 200 OK\r\nContent-', hangUp),
  'no-http': say('\x15\x03\x01\r\n\r\n'),
  'a-head-of-100-kB': say(head('200 OK', `X-Long: ${'a'.repeat(100_000)}`)),
  'stalls-after-its-head': say(head('201 Created', 'Content-Length: 9')),
  'stalls-after-its-head-of-chunks': say(chunked('201 Created')),
  'stalls-in-its-body': say(head('201 Created', 'Content-Length: 99') + '{"status":'),
  'stalls-in-a-chunk': say(chunked('201 Created') + '63\r\n{"status":'),
  'stalls-compressed': say(zip('gzip', ZIPPED.slice(0, 12), 99)),
  'stalls-after-an-error': say(head('503 Busy', 'Content-Length: 9', 'Retry-After: 1')),
  'stalls-after-a-redirect': say(head('302 Found', 'Location: http://127.0.0.1:1/', 'Content-Length: 9')),
  'never-ends': say(chunked('201 Created') + chunk('{'), drip),
  'hangs-up-after-its-head': say(head('201 Created', 'Content-Length: 9'), hangUp),
  'hangs-up-in-its-body': say(head('201 Created', 'Content-Length: 99') + '{"status":', hangUp),
  'hangs-up-between-chunks': say(chunked('201 Created') + chunk('{"status":'), hangUp),
  'hangs-up-in-a-chunk': say(chunked('201 Created') + '63\r\n{"status":', hangUp),
  'resets-in-its-body': say(head('201 Created', 'Content-Length: 99') + '{"status":', reset),
  'resets-between-chunks': say(chunked('201 Created') + chunk('{"status":'), reset),
  'chunks-that-are-none': say(`${chunked('201 Created')}zz\r\n{}\r\n`),
  'gzip-that-is-none': say(zip('gzip', JSON_TEXT)),
  'gzip-that-is-cut-off': say(zip('gzip', ZIPPED.slice(0, 12))),
  'deflate-that-is-none': say(zip('deflate', JSON_TEXT)),
  'deflate-of-nothing': say(zip('deflate', '')),
  'brotli-that-is-none': say(zip('br', JSON_TEXT)),
  'two-lengths': say(head('200 OK', 'Content-Length: 2', 'Content-Length: 3') + '{}'),
  'no-content': say(head('204 No Content')),
  'not-modified': say(head('304 Not Modified')),
  'no-body': say(answer('200 OK', '')),
  'no-json': say(answer('200 OK', '<h1>hello</h1>')),
  'json-that-is-cut-off': say(answer('201 Created', JSON_TEXT.slice(0, 20))),
  'json-of-something-else': say(answer('200 OK', '{"ok":true}')),
  'a-gateway': say(answer('502 Bad Gateway', '<h1>502</h1>')),
  'a-redirect': say(answer('301 Moved', '', 'Location: http://127.0.0.1:1/')),
  'a-redirect-to-nowhere': say(answer('307 Moved', '', 'Location: http://[')),
  'a-redirect-without-a-place': say(answer('302 Found', '')),
  'a-refusal': say(answer('401 No', '{"error":{"code":"missing_scope","message":"No."}}')),
  'a-status-of-its-own': say(answer('799 Own', '{}')),
}

export async function listen(): Promise<Wire> {
  const all = Object.entries({ ...GOOD, ...ENDINGS })
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    // More than one request comes by one connection.
    socket.on('data', (data) => {
      const index = /^POST \/(\d+)\//.exec(data.toString('latin1'))?.[1]
      if (index) all[Number(index)]?.[1](socket)
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    hostOf: (ending) => `http://127.0.0.1:${port}/${all.findIndex(([name]) => name === ending)}`,
    async close() {
      server.close()
      for (const socket of sockets) socket.destroy()
      await once(server, 'close')
    },
  }
}
