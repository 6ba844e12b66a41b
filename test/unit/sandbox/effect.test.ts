// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createSandbox, type Sandbox } from '../../../src/sandbox'
import { path, violations } from '../../support/contract'
import { API, expectCors, follow, PAGE_HEADERS, post, request } from './post'

let sandbox: Sandbox
beforeEach(() => {
  sandbox = createSandbox()
})
afterEach(() => {
  vi.useRealTimers()
})

const preflight = () =>
  sandbox.fetch(new Request(API + path, { method: 'OPTIONS', headers: { origin: 'https://a.example' } }))

describe('the fault "status"', () => {
  test.each([400, 401, 403, 408, 422, 429, 500, 503, 418])("answers %i as the contract's error", async (status) => {
    sandbox.faults.add({ on: 'post', times: 1, kind: 'status', status })
    const response = await sandbox.fetch(request({}))
    expect(response.status).toBe(status)
    expect(violations('PublicApiError', await response.json())).toEqual([])
    expectCors(response)
  })

  test('answers with any body, type and Retry-After', async () => {
    const body = '<h1>Bad gateway</h1>'
    sandbox.faults.add({ on: 'post', times: 1, kind: 'status', status: 502, body, retryAfterSeconds: 7 })
    const response = await sandbox.fetch(request({ clickId: await follow(sandbox) }))
    expect([response.status, await response.text()]).toEqual([502, body])
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('retry-after')).toBe('7')
    expect(sandbox.store.conversions).toEqual([])
    expect(sandbox.store.requests).toMatchObject([{ status: 502, outcome: 'fault', reason: 'status', fault: 'status' }])
  })

  test('answers without CORS headers on demand', async () => {
    sandbox.faults.add({ on: 'post', times: 1, kind: 'status', status: 403, cors: false })
    const response = await sandbox.fetch(request({}))
    expect(response.status).toBe(403)
    expect([...response.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  })

  test.each([[200], [204], [304], [599]])('answers a preflight with %i', async (status) => {
    sandbox.faults.add({ on: 'preflight', times: 1, kind: 'status', status })
    expect((await preflight()).status).toBe(status)
    expect((await preflight()).status).toBe(204)
    expect(sandbox.store.preflights.map(({ fault }) => fault)).toEqual(['status', null])
  })
})

describe('the fault', () => {
  test('"drop" ends the connection, and records nothing', async () => {
    sandbox.faults.add({ on: 'post', times: 1, kind: 'drop' })
    expect((await sandbox.fetch(request({ clickId: await follow(sandbox) }))).type).toBe('error')
    expect(sandbox.store.conversions).toEqual([])
    expect(sandbox.store.requests).toMatchObject([{ status: null, outcome: 'fault', fault: 'drop' }])
  })

  test('"lost-answer" records, and ends the connection', async () => {
    const clickId = await follow(sandbox)
    sandbox.faults.add({ on: 'post', times: 1, kind: 'lost-answer' })
    expect((await sandbox.fetch(request({ clickId }))).type).toBe('error')
    expect(sandbox.store.conversions).toHaveLength(1)
    expect(sandbox.store.requests).toMatchObject([{ status: null, outcome: 'recorded', fault: 'lost-answer' }])
    expect((await post(sandbox, { clickId })).body.status).toBe('duplicate')
  })

  test('"garbage" answers 200 with what is no JSON', async () => {
    sandbox.faults.add({ on: 'post', times: 1, kind: 'garbage' })
    const response = await sandbox.fetch(request({ clickId: await follow(sandbox) }))
    expect(response.status).toBe(200)
    await expect(response.json()).rejects.toThrow(SyntaxError)
    expect(sandbox.store.conversions).toEqual([])
  })

  test('"silence" never answers, and ends when nobody waits any more', async () => {
    sandbox.faults.add({ on: 'post', times: 1, kind: 'silence' })
    const visitor = new AbortController()
    let settled = false
    const answer = sandbox
      .fetch(new Request(API + path, { method: 'POST', headers: PAGE_HEADERS, body: '{}', signal: visitor.signal }))
      .finally(() => {
        settled = true
      })
    await vi.waitFor(() => expect(sandbox.store.requests).toHaveLength(1))
    expect(settled).toBe(false)
    visitor.abort()
    expect((await answer).type).toBe('error')
  })

  test('"delay" processes the request at once, and answers late', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    const clickId = await follow(sandbox)
    sandbox.faults.add({ on: 'post', times: 1, kind: 'delay', delayMs: 20_000 })
    let status: number | undefined
    const answer = sandbox.fetch(request({ clickId })).then((response) => {
      status = response.status
    })
    await vi.waitFor(() => expect(sandbox.store.conversions).toHaveLength(1))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(status).toBeUndefined()
    await vi.advanceTimersByTimeAsync(10_000)
    await answer
    expect(status).toBe(201)
  })
})
