// @vitest-environment node
import { beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../../src/sandbox'
import { follow, PAGE_HEADERS, post } from './post'

let sandbox: Sandbox
beforeEach(() => {
  sandbox = createSandbox()
})

describe('a request', () => {
  test('must be called JSON', async () => {
    const body = { clickId: await follow(sandbox) }
    expect((await post(sandbox, body, { ...PAGE_HEADERS, 'content-type': 'text/plain' })).status).toBe(422)
    expect(
      (await post(sandbox, body, { ...PAGE_HEADERS, 'content-type': 'application/json; charset=utf-8' })).status,
    ).toBe(201)
  })
})
