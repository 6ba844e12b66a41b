// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { createSandbox } from '../../../src/sandbox'
import { path } from '../../support/contract'
import { API, expectCors } from './post'

describe('the sandbox', () => {
  test.each([
    ['GET', path, 405],
    ['PUT', path, 405],
    ['POST', '/api/v1/affiliate/nothing', 404],
    ['GET', '/nothing', 404],
  ])('answers %s %s with %i in the shape of an error, readable by a page', async (method, where, status) => {
    const response = await createSandbox().fetch(new Request(API + where, { method }))
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({ error: { code: expect.any(String), message: expect.any(String) } })
    expectCors(response)
  })
})
