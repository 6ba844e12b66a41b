import type { Server, Socket } from 'node:net'

/**
 * Gives a server's end, which waits for nobody: `closeAllConnections()` of Node does not know those that are still in their TLS
 * handshake, which may take two minutes.
 */
export function createClose(server: Pick<Server, 'on' | 'close'>): () => Promise<void> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      sockets.forEach((socket) => socket.destroy())
    })
}
