import { describe, expect, test } from 'vitest'
import { judge } from '../../../src/conversion/api'

describe('judge', () => {
  const json = (body: unknown, status = 200, headers = {}) =>
    Promise.resolve(new Response(JSON.stringify(body), { status, headers }))
  const answer = { status: 'recorded', conversionId: 'c', formSubmissionId: null }

  test.each([200, 201])("knows the contract's answer: %d", async (status) => {
    expect(await judge(() => json(answer, status))).toMatchObject({ status, isAnswer: true, json: answer })
  })

  test.each([202, 400, 404, 500])("takes no %d for the contract's answer, whatever its body", async (status) => {
    expect((await judge(() => json(answer, status))).isAnswer).toBeFalsy()
  })

  test.each([null, [], 'recorded', 1, {}, { status: 'other' }])(
    "takes no body for the contract's that is not: %j",
    async (body) => {
      expect((await judge(() => json(body))).isAnswer).toBeFalsy()
    },
  )

  test('makes status 0 of whatever is thrown or rejected', async () => {
    expect((await judge(() => Promise.reject(new TypeError('no')))).status).toBe(0)
    expect(
      (
        await judge(() => {
          throw new Error('no')
        })
      ).status,
    ).toBe(0)
  })

  test('makes an empty object of a body that is no JSON', async () => {
    expect(await judge(() => Promise.resolve(new Response('<h1>', { status: 502 })))).toMatchObject({
      status: 502,
      json: {},
    })
  })

  test('reads Retry-After in seconds and as a date', async () => {
    const read = async (value: string) => (await judge(() => json({}, 503, { 'Retry-After': value }))).retryAfterSeconds
    expect(await read('120')).toBe(120)
    expect(await read(new Date(Date.now() + 60_000).toUTCString())).toBeCloseTo(60, -1)
    expect(await read('later')).toBeNaN()
  })

  test('reads no Retry-After where there is none', async () => {
    expect((await judge(() => json({}, 503))).retryAfterSeconds).toBeNaN()
  })
})
