import { describe, expect, test } from 'vitest'
import { toOutcome } from '../../../src/conversion/api'

describe('toOutcome', () => {
  const json = (body: unknown, status = 200, headers = {}) =>
    Promise.resolve(new Response(JSON.stringify(body), { status, headers }))
  const answer = { status: 'recorded', conversionId: 'c', formSubmissionId: null }

  test.each([200, 201])("knows the contract's answer: %d", async (status) => {
    expect(await toOutcome(() => json(answer, status))).toMatchObject({
      _status: status,
      _answer: answer,
      _json: answer,
    })
  })

  test.each([202, 400, 404, 500])("takes no %d for the contract's answer, whatever its body", async (status) => {
    expect((await toOutcome(() => json(answer, status)))._answer).toBeUndefined()
  })

  test.each([
    null,
    [],
    'recorded',
    1,
    {},
    { status: 'other' },
    { ...answer, status: ['recorded'] },
    { ...answer, conversionId: 5 },
  ])("takes no body for the contract's that is not: %j", async (body) => {
    expect((await toOutcome(() => json(body)))._answer).toBeUndefined()
  })

  test('tells no status of whatever is thrown or rejected', async () => {
    expect((await toOutcome(() => Promise.reject(new TypeError('no'))))._status).toBeUndefined()
    expect(
      (
        await toOutcome(() => {
          throw new Error('no')
        })
      )._status,
    ).toBeUndefined()
  })

  test('makes an empty object of a body that is no JSON', async () => {
    expect(await toOutcome(() => Promise.resolve(new Response('<h1>', { status: 502 })))).toMatchObject({
      _status: 502,
      _json: {},
    })
  })

  test('reads Retry-After in seconds and as a date', async () => {
    const read = async (value: string) =>
      (await toOutcome(() => json({}, 503, { 'Retry-After': value })))._retryAfterSeconds
    expect(await read('120')).toBe(120)
    expect(await read(new Date(Date.now() + 60_000).toUTCString())).toBeCloseTo(60, -1)
    expect(await read('later')).toBeUndefined()
  })

  test('reads no Retry-After where there is none', async () => {
    expect((await toOutcome(() => json({}, 503)))._retryAfterSeconds).toBeUndefined()
  })
})
