// @vitest-environment node
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Served, serveSandbox } from '../../../src/sandbox'
import { createHostCheck } from '../../../src/sandbox/host'
import { sendRaw, statusOf } from './raw'

let served: Served
beforeAll(async () => {
  served = await serveSandbox({
    port: 0,
    linkHost: 'introw.example',
    allowHosts: ['api.shop.example', 'Bücher.example'],
  })
})
afterAll(() => served.close())

const get = (...head: readonly string[]) => sendRaw(served.port, `${head.join('\r\n')}\r\nConnection: close\r\n\r\n`)
const getAs = (host: string) => get('GET /sandbox/state HTTP/1.1', `Host: ${host}`)

describe('a served sandbox', () => {
  test.each([
    ['localhost'],
    ['LOCALHOST:4001'],
    ['localhost.'],
    ['introw.localhost:80'],
    ['a.b.localhost.:80'],
    ['127.0.0.1'],
    ['127.255.3.4:4001'],
    ['[::1]'],
    ['[::1]:4001'],
    ['introw.example'],
    ['Introw.Example.:4001'],
    ['api.shop.example:4001'],
    ['xn--bcher-kva.example'],
  ])('answers by the name %s', async (host) => {
    expect(statusOf(await getAs(host))).toBe(200)
  })

  test.each([
    ['evil.example'],
    ['evil.example:4001'],
    ['localhost.evil.example'],
    ['127.0.0.1.nip.example'],
    ['evillocalhost'],
    ['notlocalhost:4001'],
    ['sub.introw.example'],
    ['shop.example'],
    ['0.0.0.0'],
    ['128.0.0.1'],
    ['192.168.0.7:4001'],
    ['[::]'],
    ['[fe80::1]'],
  ])('does not answer by the name %s, and says what to do', async (host) => {
    const before = served.sandbox.store.clicks.length
    for (const target of ['/', '/r/demo', '/sandbox/state', '/sandbox/view', '/nothing']) {
      const answer = await get(`GET ${target} HTTP/1.1`, `Host: ${host}`)
      expect(statusOf(answer)).toBe(421)
      expect(answer).toContain('host_not_allowed')
      expect(answer).toContain('--allow-host')
    }
    expect(served.sandbox.store.clicks).toHaveLength(before)
  })

  test.each([
    ['no Host', 'GET / HTTP/1.1'],
    ['no Host, as HTTP 1.0', 'GET / HTTP/1.0'],
    ['an empty Host', 'GET / HTTP/1.1\r\nHost: '],
    ['two Hosts', 'GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example'],
    ['two Hosts that are the same', 'GET / HTTP/1.1\r\nHost: localhost\r\nhost: localhost'],
    ['a list', 'GET / HTTP/1.1\r\nHost: localhost, evil.example'],
    ['a user', 'GET / HTTP/1.1\r\nHost: localhost@evil.example'],
    ['a path', 'GET / HTTP/1.1\r\nHost: localhost/evil.example'],
    ['a backslash', 'GET / HTTP/1.1\r\nHost: localhost\\evil.example'],
    ['an escape', 'GET / HTTP/1.1\r\nHost: %6cocalhost'],
    ['a URL', 'GET / HTTP/1.1\r\nHost: http://localhost'],
    ['a port out of range', 'GET / HTTP/1.1\r\nHost: localhost:99999'],
    ['a port that is none', 'GET / HTTP/1.1\r\nHost: localhost:http'],
    ['half an address', 'GET / HTTP/1.1\r\nHost: [::1'],
    ['markup', 'GET / HTTP/1.1\r\nHost: <script>alert(1)</script>'],
    ['what is no text', 'GET / HTTP/1.1\r\nHost: \u0001\u00ff'],
  ])('answers 400 to a request with %s, and serves the next one', async (_, head) => {
    expect(statusOf(await get(head))).toBe(400)
    expect(statusOf(await getAs('localhost'))).toBe(200)
  })

  test('goes by the host of a target that names one', async () => {
    expect(statusOf(await get('GET http://evil.example/sandbox/state HTTP/1.1', 'Host: localhost'))).toBe(421)
    expect(statusOf(await get('GET http://localhost/sandbox/state HTTP/1.1', 'Host: evil.example'))).toBe(421)
    expect(statusOf(await get('GET http://localhost/sandbox/state HTTP/1.1', 'Host: localhost'))).toBe(200)
    expect(statusOf(await get('GET http:///sandbox/state HTTP/1.1', 'Host: localhost'))).toBe(400)
  })

  test.each([
    ['http://shop.example'],
    ['shop example'],
    ['*'],
    ['*.shop.example'],
    ['.shop.example'],
    [''],
    ['shop.example/path'],
  ])('does not start with the name "%s"', async (name) => {
    await expect(serveSandbox({ port: 0, allowHosts: [name] })).rejects.toThrow('is no host name')
  })
})

describe('the check of a host', () => {
  test('allows nothing but its own names, whatever the header', () => {
    const check = createHostCheck([])
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webAuthority(), fc.domain(), fc.ipV4(), fc.ipV6()), (header) => {
        if (check([header]).state !== 'allowed') return
        const { hostname } = new URL(`http://${header}`)
        expect(hostname).toMatch(/^(127\.\d+\.\d+\.\d+|\[::1\]|(.+\.)?localhost\.?)$/)
      }),
      { numRuns: 10_000 },
    )
  })
})
