import { connect } from 'node:net'
import { path } from '../../support/contract'

/** Sends bytes to a port of the loopback as they are, and returns all that comes back until the connection ends. */
export function sendRaw(port: number, ...parts: readonly (string | Uint8Array)[]): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1')
    socket.setEncoding('utf8')
    socket.on('data', (text) => (answer += String(text)))
    socket.on('error', (error) => (answer === '' ? reject(error) : resolve(answer)))
    socket.on('close', () => resolve(answer))
    for (const part of parts) socket.write(part)
  })
}

/** The status of a raw answer. */
export const statusOf = (answer: string): number => Number(answer.split(' ')[1])

/** The head of a POST of a conversion by a page. */
export function postHead(...headers: readonly string[]): string {
  const lines = ['Content-Type: application/json', 'x-introw-publishable-key: pk_aff_org_demo', ...headers]
  return `POST ${path} HTTP/1.1\r\nHost: localhost\r\n${lines.join('\r\n')}\r\n\r\n`
}
