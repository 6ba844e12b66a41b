// @vitest-environment node
import { http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createSandbox } from '../../../src/sandbox'
import { path } from '../../support/contract'
import { API, follow, PAGE_HEADERS } from './post'

const sandbox = createSandbox()
const server = setupServer(http.all(`${API}/*`, ({ request }) => sandbox.fetch(request)))
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
beforeEach(() => sandbox.reset())
afterAll(() => server.close())

const post = (body: unknown, init: RequestInit = {}) =>
  fetch(API + path, { method: 'POST', headers: PAGE_HEADERS, body: JSON.stringify(body), ...init })

describe('behind msw', () => {
  test('a conversion is recorded', async () => {
    const response = await post({ clickId: await follow(sandbox) })
    expect([response.status, await response.json()]).toEqual([201, expect.objectContaining({ status: 'recorded' })])
  })

  test.each([['drop'], ['lost-answer']] as const)('the fault "%s" is a network error', async (kind) => {
    sandbox.faults.add({ on: 'post', times: 1, kind })
    await expect(post({ clickId: await follow(sandbox) })).rejects.toThrow(TypeError)
    expect(sandbox.store.conversions).toHaveLength(kind === 'drop' ? 0 : 1)
  })

  test('the fault "silence" lasts until the visitor gives up', async () => {
    sandbox.faults.add({ on: 'post', times: 1, kind: 'silence' })
    await expect(post({}, { signal: AbortSignal.timeout(50) })).rejects.toThrow()
    expect(sandbox.store.requests).toMatchObject([{ fault: 'silence', status: null }])
  })
})
