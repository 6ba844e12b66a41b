// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../../src/sandbox'
import { path } from '../../support/contract'
import { API, follow, post, request } from './post'

let sandbox: Sandbox
beforeEach(() => {
  sandbox = createSandbox()
})

const preflight = () =>
  sandbox.fetch(new Request(API + path, { method: 'OPTIONS', headers: { origin: 'https://a.example' } }))

describe('a fault', () => {
  test('strikes the next n requests of its kind, and no other', async () => {
    const clickId = await follow(sandbox)
    sandbox.faults.add({ on: 'post', times: 2, kind: 'status', status: 503 })
    expect((await preflight()).status).toBe(204)
    expect((await sandbox.fetch(request({ clickId }))).status).toBe(503)
    expect(sandbox.faults.list()).toEqual([{ on: 'post', times: 1, kind: 'status', status: 503 }])
    expect((await sandbox.fetch(request({ clickId }))).status).toBe(503)
    expect(sandbox.faults.list()).toEqual([])
    expect((await post(sandbox, { clickId })).body.status).toBe('recorded')
  })

  test('stays until lifted', async () => {
    sandbox.faults.add({ on: 'post', times: 'until-lifted', kind: 'status', status: 500 })
    for (let round = 0; round < 5; round += 1) expect((await post(sandbox, {})).status).toBe(500)
    sandbox.faults.clear()
    expect((await post(sandbox, {})).status).toBe(200)
  })

  test('waits behind those that were ordered before it', async () => {
    for (const status of [500, 429, 401]) sandbox.faults.add({ on: 'post', times: 1, kind: 'status', status })
    for (const status of [500, 429, 401]) expect((await post(sandbox, {})).status).toBe(status)
  })

  test.each([
    [{}],
    [{ on: 'get', times: 1, kind: 'drop' }],
    [{ on: 'post', times: 0, kind: 'drop' }],
    [{ on: 'post', times: 1.5, kind: 'drop' }],
    [{ on: 'post', times: 1, kind: 'explode' }],
    [{ on: 'post', times: 1, kind: 'status' }],
    [{ on: 'post', times: 1, kind: 'status', status: 100 }],
    [{ on: 'post', times: 1, kind: 'status', status: 500, retryAfterSeconds: -1 }],
    [{ on: 'post', times: 1, kind: 'status', status: 500, contentType: 'a\nb' }],
    [{ on: 'post', times: 1, kind: 'delay' }],
    [{ on: 'post', times: 1, kind: 'drop', status: 500 }],
    [{ on: 'post', times: 1, kind: 'drop', more: JSON.parse('['.repeat(9) + ']'.repeat(9)) }],
    [{ on: 'post', times: 1, kind: 'constructor' }],
    [{ on: 'post', times: 1, kind: '__proto__' }],
    [{ on: 'post', times: 1e300, kind: 'drop' }],
    [{ on: 'post', times: 1, kind: 'status', status: 429, retryAfterSeconds: 1e300 }],
    [{ on: 'post', times: 1, kind: 'status', status: 500, contentType: 'x'.repeat(1_001) }],
    [{ on: 'post', times: 1, kind: 'status', status: 500, body: 'x'.repeat(1_048_577) }],
  ])('that makes no sense is not taken: %j', (fault) => {
    expect(() => Reflect.apply(sandbox.faults.add, undefined, [fault])).toThrow(TypeError)
    expect(sandbox.faults.list()).toEqual([])
  })

  test('waits with at most a hundred others', () => {
    for (let count = 0; count < 100; count += 1) sandbox.faults.add({ on: 'post', times: 1, kind: 'drop' })
    expect(() => sandbox.faults.add({ on: 'post', times: 1, kind: 'drop' })).toThrow('Lift them first')
    sandbox.faults.clear()
    sandbox.faults.add({ on: 'post', times: 1, kind: 'drop' })
    expect(sandbox.faults.list()).toHaveLength(1)
  })
})
