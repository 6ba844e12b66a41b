// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../../src/sandbox'
import { path } from '../../support/contract'
import { API, expectCors, follow, PAGE_HEADERS, request, SERVER_HEADERS } from './post'

let sandbox: Sandbox
beforeEach(() => {
  sandbox = createSandbox()
})

describe('the endpoint', () => {
  test('answers a preflight with 204, nothing in it, and two hours of cache', async () => {
    const init = { method: 'OPTIONS', headers: { origin: 'https://a.example' } }
    const response = await sandbox.fetch(new Request(API + path, init))
    expect([response.status, response.body]).toEqual([204, null])
    expectCors(response)
    expect(response.headers.get('access-control-max-age')).toBe('7200')
    expect(response.headers.get('access-control-allow-headers')).toContain('x-introw-publishable-key')
    expect(sandbox.store.preflights).toMatchObject([{ origin: 'https://a.example', fault: null }])
  })

  test('logs every POST with its body, its outcome and its headers, the secret cut short', async () => {
    const clickId = await follow(sandbox)
    await sandbox.fetch(request({ clickId }, { ...PAGE_HEADERS, origin: 'https://a.example' }))
    await sandbox.fetch(request('nonsense', SERVER_HEADERS))
    const [first, second] = sandbox.store.requests
    expect(first).toMatchObject({ status: 201, outcome: 'recorded', reason: null, clickId, via: 'browser' })
    expect(first).toMatchObject({
      body: JSON.stringify({ clickId }),
      origin: 'https://a.example',
      key: 'pk_aff_org_demo',
    })
    expect(second).toMatchObject({ status: 422, outcome: 'refused', reason: 'validation_failed', via: 'server' })
    expect(second).toMatchObject({ body: 'nonsense', clickId: null, origin: null, key: null })
    expect(JSON.stringify(sandbox.store.requests)).not.toContain('sk_introw_demo')
  })
})
