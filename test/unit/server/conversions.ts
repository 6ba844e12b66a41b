import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSandbox } from '../../../src/sandbox/index'
import { answering, failure, recorded, SECRET } from './answers'
import { land, RUNS_MS, type ServerEntry, toCookie } from './entry'
import { describeErrors } from './error'
import { describePost } from './post'
import { describeRedaction } from './redaction'
import { describeRetries } from './retry'
import { describeSettings } from './settings'

const IGNORED = { status: 'ignored', conversionId: null, formSubmissionId: null }

export function describeConversions(entry: ServerEntry): void {
  describe('createConversions', () => {
    describeSettings(entry)
    describeRequest(entry)
    describeSandbox(entry)
  })
  describe('record, when it goes wrong', () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
    afterEach(() => void vi.useRealTimers())
    describeErrors(entry)
    describePost(entry)
    describeRetries(entry)
    describeRedaction(entry)
  })
}

function describeRequest({ createConversions }: ServerEntry): void {
  it.each([
    [undefined, 'https://api.introw.io/api/v1/affiliate/conversions'],
    ['https://www.shop.com/introw/', 'https://www.shop.com/introw/api/v1/affiliate/conversions'],
    ['http://127.0.0.1:4001', 'http://127.0.0.1:4001/api/v1/affiliate/conversions'],
    ['http://[::1]:4001', 'http://[::1]:4001/api/v1/affiliate/conversions'],
  ])('asks, with the host %s, %s', async (apiHost, url) => {
    const fetch = answering(recorded)
    await createConversions({ apiKey: SECRET, apiHost, fetch }).record({ clickId: 'a' })
    expect(fetch.mock.calls[0]?.[0]).toBe(url)
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'x-api-key': SECRET },
    })
  })
}

function describeSandbox({ createConversions, captureClick, readClickId }: ServerEntry): void {
  const sandbox = createSandbox({ destination: 'https://www.shop.com/' })
  const fetch = (url: string, init: RequestInit) => sandbox.fetch(new Request(url, init))
  const conversions = createConversions({ apiKey: SECRET, fetch })
  const click = async () => {
    const response = await sandbox.fetch(new Request('https://introw.test/r/demo'))
    const cookie = captureClick(land(new URL(String(response.headers.get('location'))).search), {
      domain: 'shop.com',
      consent: true,
    })
    return readClickId(toCookie(cookie))
  }

  it('records the click of a landing, once', async () => {
    const clickId = await click()
    const conversion = {
      clickId,
      email: ' lead@acme.example ',
      properties: { plan: 'pro', at: new Date(0), tags: ['a'] },
    }
    const first = await conversions.record(conversion)
    expect(first).toEqual({
      status: 'recorded',
      conversionId: expect.any(String),
      formSubmissionId: expect.any(String),
    })
    expect(await conversions.record(conversion)).toEqual({
      status: 'duplicate',
      conversionId: null,
      formSubmissionId: null,
    })
    expect(sandbox.store.conversions.filter((one) => one.clickId === clickId)).toMatchObject([
      {
        via: 'server',
        email: 'lead@acme.example',
        properties: { plan: 'pro', at: '1970-01-01T00:00:00.000Z', tags: '["a"]' },
      },
    ])
  })

  it('sends no key but the secret one, and no field that it was not given', async () => {
    await conversions.record({ clickId: await click(), email: null, publishableKey: 'pk_x' } as { clickId: string })
    const { headers, body } = sandbox.store.requests.at(-1) ?? {}
    expect(headers).not.toHaveProperty('x-introw-publishable-key')
    expect(JSON.parse(String(body))).not.toHaveProperty('publishableKey')
    expect(JSON.parse(String(body))).not.toHaveProperty('email')
  })

  it('ignores by itself what is no click id', async () => {
    const before = sandbox.store.requests.length
    for (const clickId of [null, undefined, '', 'a'.repeat(257), 'a\n', '\ud800', 'a'.repeat(1e6), 5, {}])
      expect(await conversions.record({ clickId: clickId as string })).toEqual(IGNORED)
    expect(sandbox.store.requests.length).toBe(before)
  })

  it('passes on that the API ignores a click', async () => {
    expect(await conversions.record({ clickId: 'aff_forged' })).toEqual(IGNORED)
  })

  it(
    'never has the API refuse a body',
    async () => {
      const clickId = await click()
      await fc.assert(
        fc.asyncProperty(fc.anything(), fc.anything(), async (email, properties) => {
          const { status } = await conversions.record({
            clickId,
            email: email as string,
            properties: properties as object,
          })
          expect(['recorded', 'duplicate']).toContain(status)
        }),
        { numRuns: 1000 },
      )
    },
    RUNS_MS,
  )

  it('throws for a key without the scope', async () => {
    const readonly = createConversions({ apiKey: 'sk_introw_readonly', fetch })
    expect(await failure(readonly.record({ clickId: 'a' }))).toMatchObject({ status: 401, code: 'missing_scope' })
  })
}
