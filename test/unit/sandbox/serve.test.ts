// @vitest-environment node
import { once } from 'node:events'
import { request as send, type IncomingMessage } from 'node:http'
import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Served, serveSandbox } from '../../../src/sandbox'
import { path } from '../../support/contract'
import { follow, PAGE_HEADERS } from './post'

let served: Served
beforeEach(async () => {
  served = await serveSandbox({ port: 0 })
})
afterEach(() => served.close())

const post = (body: unknown, init: RequestInit = {}) =>
  fetch(served.url + path, { method: 'POST', headers: PAGE_HEADERS, body: JSON.stringify(body), ...init })

describe('on node:http', () => {
  test('a conversion is recorded', async () => {
    const clickId = await follow(served.sandbox)
    const response = await post({ clickId })
    expect([response.status, await response.json()]).toEqual([201, expect.objectContaining({ status: 'recorded' })])
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
  })

  test('a dropped connection is a network error, counted once', async () => {
    const clickId = await follow(served.sandbox)
    served.sandbox.faults.add({ on: 'post', times: 1, kind: 'drop' })
    await expect(post({ clickId })).rejects.toThrow(TypeError)
    expect(served.sandbox.store.requests).toHaveLength(1)
    expect((await post({ clickId })).status).toBe(201)
  })

  test('a lost answer is a network error, and recorded', async () => {
    const clickId = await follow(served.sandbox)
    served.sandbox.faults.add({ on: 'post', times: 1, kind: 'lost-answer' })
    await expect(post({ clickId })).rejects.toThrow(TypeError)
    expect(await (await post({ clickId })).json()).toMatchObject({ status: 'duplicate' })
  })

  test('silence lasts until the visitor gives up', async () => {
    served.sandbox.faults.add({ on: 'post', times: 1, kind: 'silence' })
    const visitor = new AbortController()
    const answer = post({}, { signal: visitor.signal })
    answer.catch(() => undefined)
    await vi.waitFor(() => expect(served.sandbox.store.requests).toHaveLength(1))
    visitor.abort()
    await expect(answer).rejects.toThrow('abort')
    expect((await post({})).status).toBe(200)
  })

  test('a preflight is 204 with no body, and a connection serves one request', async () => {
    const incoming = await exchange('OPTIONS')
    expect(incoming.statusCode).toBe(204)
    expect(incoming.headers).toMatchObject({ connection: 'close', 'access-control-max-age': '7200' })
    expect(await incoming.toArray()).toEqual([])
  })

  test('a dropped preflight ends without an answer', async () => {
    served.sandbox.faults.add({ on: 'preflight', times: 1, kind: 'drop' })
    await expect(exchange('OPTIONS')).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(served.sandbox.store.preflights).toMatchObject([{ fault: 'drop' }])
  })

  test('faults are ordered from another process', async () => {
    const order = { method: 'POST', body: JSON.stringify({ on: 'post', times: 1, kind: 'status', status: 503 }) }
    expect((await fetch(`${served.url}/sandbox/faults`, order)).status).toBe(201)
    expect((await post({})).status).toBe(503)
  })

  test('events stream, and closing ends them', async () => {
    const response = await fetch(`${served.url}/sandbox/events`)
    const reader = response.body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('event: hello')
    await served.close()
    await expect(reader?.read()).rejects.toThrow()
    served = await serveSandbox({ port: 0 })
  })

  test('a taken port is a clear message', async () => {
    const squatter = createServer().listen(0, '127.0.0.1')
    await once(squatter, 'listening')
    const address = squatter.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await expect(serveSandbox({ port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken.`)
    squatter.close()
  })

  test('the port is free once closed, and the address carries the name that was asked for', async () => {
    const { port } = served
    await served.close()
    served = await serveSandbox({ port, linkHost: 'introw.localhost' })
    expect(served.url).toBe(`http://introw.localhost:${port}`)
  })
})

function exchange(method: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { port } = served
    send({ host: '127.0.0.1', port, path, method, headers: { origin: 'https://a.example' } }, resolve)
      .on('error', reject)
      .end()
  })
}
