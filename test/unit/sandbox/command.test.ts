// @vitest-environment node
import { EventEmitter } from 'node:events'
import { describe, expect, test, vi } from 'vitest'
import { serveSandbox } from '../../../src/sandbox'
import { runCommand, type Terminal } from '../../../src/sandbox/command'
import { sendRaw, statusOf } from './raw'

function createTerminal() {
  const said = { out: '', err: '' }
  const signals = new EventEmitter()
  const terminal: Terminal = {
    stdout: { write: (text) => (said.out += text) },
    stderr: { write: (text) => (said.err += text) },
    once: (signal, listener) => signals.once(signal, listener),
  }
  return { said, signals, terminal }
}

describe('introw-sandbox', () => {
  test('says how it is used', async () => {
    const { said, terminal } = createTerminal()
    await runCommand(['--help'], terminal)
    expect(said.out).toContain('--destination')
    expect(said.out).toContain('--allow-host')
    expect(terminal.exitCode).toBeUndefined()
  })

  test('serves until it is interrupted', async () => {
    const { said, signals, terminal } = createTerminal()
    await runCommand(['--port', '0', '--destination', 'https://www.shop.example/start'], terminal)
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said.out)?.[0] ?? ''
    const response = await fetch(`${url}/r/demo`, { redirect: 'manual' })
    expect(response.headers.get('location')).toMatch(/^https:\/\/www\.shop\.example\/start\?irw_id=aff_/)
    signals.emit('SIGINT')
    await vi.waitFor(() => expect(fetch(url)).rejects.toThrow())
    expect(terminal.exitCode).toBeUndefined()
  })

  test('answers by each name that it is told of, and by no other', async () => {
    const { said, signals, terminal } = createTerminal()
    await runCommand(['--port', '0', '--allow-host', 'one.example', '--allow-host', 'two.example'], terminal)
    const port = Number(/127\.0\.0\.1:(\d+)/.exec(said.out)?.[1])
    const statuses = ['one.example', 'two.example', 'three.example'].map(async (host) =>
      statusOf(await sendRaw(port, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)),
    )
    expect(await Promise.all(statuses)).toEqual([200, 200, 421])
    signals.emit('SIGTERM')
  })

  test('ends with 1 and a clear message where the port is taken', async () => {
    const { said, terminal } = createTerminal()
    const served = await serveSandbox({ port: 0 })
    await runCommand(['--port', String(served.port)], terminal)
    await served.close()
    expect(said.err).toContain(`Port ${served.port} on 127.0.0.1 is taken.`)
    expect(terminal.exitCode).toBe(1)
  })

  test.each([
    [['--port', 'eleven'], '--port must be'],
    [['--port', '65536'], '--port must be'],
    [['--destination', 'javascript:alert(1)'], '--destination must be'],
    [['--colour'], '--colour'],
    [['--allow-host'], '--allow-host'],
    [['--allow-host', ''], '--allow-host must be'],
    [['--allow-host', 'http://shop.example'], '--allow-host must be'],
    [['--allow-host', 'shop.example', '--allow-host', '*'], '--allow-host must be'],
  ])('ends with 1 and a clear message for %j', async (args, message) => {
    const { said, terminal } = createTerminal()
    await runCommand(args, terminal)
    expect(said.err).toContain(message)
    expect(terminal.exitCode).toBe(1)
  })
})
