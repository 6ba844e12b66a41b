// @vitest-environment node
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Served, serveSandbox } from '../../../src/sandbox'
import { violations } from '../../support/contract'
import { expectCors, follow, post, request } from './post'
import { postHead, sendRaw, statusOf } from './raw'

const LIMIT = 1_048_576
let served: Served
beforeAll(async () => {
  served = await serveSandbox({ port: 0 })
})
beforeEach(() => served.sandbox.reset())
afterAll(() => served.close())

const bodyOf = (bytes: number) => {
  const [start, end] = ['{"clickId":"","properties":{"note":"', '"}}']
  return `${start}${'x'.repeat(bytes - start.length - end.length)}${end}`
}

describe('a body', () => {
  test('of one MiB is taken', async () => {
    expect((await post(createSandbox(), bodyOf(LIMIT))).body.status).toBe('ignored')
  })

  test('over one MiB is refused with 413, readable by a page, and logged as such', async () => {
    const sandbox = createSandbox()
    const clickId = await follow(sandbox)
    const response = await sandbox.fetch(request({ clickId, properties: { note: 'x'.repeat(LIMIT) } }))
    expect(response.status).toBe(413)
    expectCors(response)
    const json = await response.json()
    expect(violations('PublicApiError', json)).toEqual([])
    expect(json.error.code).toBe('payload_too_large')
    expect(sandbox.store.conversions).toEqual([])
    expect(sandbox.store.requests).toMatchObject([
      { status: 413, outcome: 'refused', reason: 'payload_too_large', bodyState: 'cut' },
    ])
    expect((await post(sandbox, { clickId })).status).toBe(201)
  })

  test('over one MiB meets no fault', async () => {
    const sandbox = createSandbox()
    sandbox.faults.add({ on: 'post', times: 1, kind: 'drop' })
    expect((await sandbox.fetch(request(bodyOf(LIMIT + 1)))).status).toBe(413)
    expect(sandbox.faults.list()).toHaveLength(1)
  })

  test('is logged up to 64 KiB', async () => {
    const sandbox = createSandbox()
    for (const bytes of [65_536, 65_537]) await post(sandbox, bodyOf(bytes))
    expect(sandbox.store.requests.map(({ body, bodyState }) => [body.length, bodyState])).toEqual([
      [65_536, 'whole'],
      [65_536, 'cut'],
    ])
  })

  test('that breaks off is no request, and the next one is served', async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.error(new Error('The client is gone.')),
    })
    const sandbox = createSandbox()
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' }
    expect((await sandbox.fetch(new Request(request('').url, init))).type).toBe('error')
    expect(sandbox.store.requests).toEqual([])
    expect((await post(sandbox, {})).status).toBe(200)
  })
})

describe('on node:http', () => {
  test.each([[LIMIT + 1], [8 * LIMIT], [32 * LIMIT]])('%i bytes are answered with 413, and the end', async (bytes) => {
    const answer = await sendRaw(served.port, postHead(`Content-Length: ${bytes}`), Buffer.alloc(bytes, 'x'))
    expect(statusOf(answer)).toBe(413)
    expect(answer).toMatch(/access-control-allow-origin: \*/i)
    expect(served.sandbox.store.requests).toMatchObject([{ status: 413 }])
  })

  test('so are chunks without a length', async () => {
    const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(0x10000, 'x'), Buffer.from('\r\n')])
    const chunks = Array.from({ length: 20 }, () => chunk)
    const answer = await sendRaw(served.port, postHead('Transfer-Encoding: chunked'), ...chunks, '0\r\n\r\n')
    expect(statusOf(answer)).toBe(413)
  })

  test('so are chunks that never end', async () => {
    const chunk = `${(2 * LIMIT).toString(16)}\r\n${'x'.repeat(2 * LIMIT)}\r\n`
    expect(statusOf(await sendRaw(served.port, postHead('Transfer-Encoding: chunked'), chunk))).toBe(413)
  })

  test.each(['/sandbox/clock', '/sandbox/faults', '/sandbox/clicks'])('so is what is sent to %s', async (route) => {
    const response = await fetch(served.url + route, { method: 'POST', body: 'x'.repeat(LIMIT + 1) })
    expect([response.status, await response.json()]).toMatchObject([413, { error: { code: 'payload_too_large' } }])
  })

  test('a body that is cut off ends its own connection only', async () => {
    const cutOff = sendRaw(served.port, postHead('Content-Length: 100'), '{"clickId":')
    await expect(Promise.race([cutOff, fetch(`${served.url}/sandbox/view`)])).resolves.toMatchObject({ status: 200 })
    await served.close()
    await cutOff
    served = await serveSandbox({ port: 0 })
  })
})
