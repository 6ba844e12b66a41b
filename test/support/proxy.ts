import { createServer, request as forward } from 'node:http'
import { connect, type Socket } from 'node:net'
import { createClose } from './sockets.ts'

/**
 * A proxy that takes every host in the table to its place on loopback, and refuses the rest: the one way to map names
 * and ports that works in all engines, and without root.
 */
export async function startProxy(hosts: Readonly<Record<string, string>>) {
  const server = createServer((incoming, answer) => {
    const url = new URL(incoming.url ?? '', 'http://proxy.invalid')
    const target = findTarget(hosts, url.hostname)
    if (!target) return void answer.writeHead(502).end(`${url.hostname} is not mapped`)
    const path = url.pathname + url.search
    const outgoing = forward({ ...target, path, method: incoming.method, headers: incoming.headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(answer)
    })
    outgoing.on('error', () => answer.destroy())
    incoming.pipe(outgoing)
  })
  server.on('connect', (incoming, socket: Socket) => {
    const target = findTarget(hosts, (incoming.url ?? '').replace(/:\d+$/, ''))
    if (!target) return void socket.end('HTTP/1.1 502 Not mapped\r\n\r\n')
    const tunnel = connect(target.port, target.host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      tunnel.pipe(socket).pipe(tunnel)
    })
    tunnel.on('error', () => socket.destroy())
    socket.on('error', () => tunnel.destroy())
    // One that is destroyed tells of no end, and a pipe passes none on.
    socket.on('close', () => tunnel.destroy())
  })
  const close = createClose(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close,
  }
}

function findTarget(hosts: Readonly<Record<string, string>>, host: string) {
  const parents = host.split('.').map((_, index, labels) => `*.${labels.slice(index + 1).join('.')}`)
  const place = [host, ...parents].map((name) => hosts[name]).find((value) => value !== undefined)
  const [, address, port] = /^(.+):(\d+)$/.exec(place ?? '') ?? []
  return address === undefined ? undefined : { host: address, port: Number(port) }
}
