import { connect } from 'node:net'
import type { Malformed } from './requests'

/** A server that keeps a connection open has said what it had to say by then. */
const PATIENCE_MS = 1_000

/**
 * Sends bytes as they are.
 *
 * @returns All that came back before the connection ended; nothing where the sender hung up.
 */
export const send = (port: number, { bytes, hangsUp = false }: Malformed): Promise<string> =>
  new Promise((resolve) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1')
    socket.setEncoding('latin1').setTimeout(PATIENCE_MS, () => socket.destroy())
    socket.on('data', (text) => (answer += String(text)))
    // A server may end the connection before it has read all.
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
    socket.write(Buffer.from(bytes, 'latin1'), () => hangsUp && socket.destroy())
  })
