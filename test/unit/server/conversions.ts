import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSandbox } from '../../../src/sandbox/index'
import { answering, failure, recorded, SECRET } from './answers'
import { land, RUNS_MS, type ServerEntry, toCookie } from './entry'
import { describeFailures } from './failures'

const IGNORED = { status: 'ignored', conversionId: null, formSubmissionId: null }

export function describeConversions(entry: ServerEntry): void {
  describe('createConversions', () => {
    describeConstruction(entry)
    describeRequest(entry)
    describeSandbox(entry)
    describeFailures(entry)
  })
}

function describeConstruction({ createConversions }: ServerEntry): void {
  const noKeys = [undefined, null, '', '  ', 'pk_aff_org_demo', ' PK_aff', 'sk introw', 'sk_\u00e4', 'a\nb']
  it.each(noKeys)('throws for the key %j', (apiKey) => {
    expect(() => createConversions({ apiKey: apiKey as string })).toThrow(/apiKey must be the secret key/)
  })

  it('does not repeat the key that it refuses', () => {
    for (const apiKey of ['pk_aff_org_demo', 'sk_live_\u00e4']) {
      expect(() => createConversions({ apiKey })).not.toThrow(apiKey)
    }
  })

  it.each([
    { retries: -1 },
    { retries: 1.5 },
    { retries: 11 },
    { retries: NaN },
    { retries: '3' },
    { timeoutMs: 0 },
    { timeoutMs: Infinity },
    { timeoutMs: 600_001 },
    { totalTimeoutMs: 0 },
    { totalTimeoutMs: '15000' },
    { apiHost: '' },
    { apiHost: 'api.introw.io' },
    { apiHost: 'ftp://api.introw.io' },
    { apiHost: 'https://user:password@api.introw.io' },
    { apiHost: 'https://api.introw.io?x' },
  ])('throws for %j and says what is right', (options) => {
    expect(() => createConversions({ apiKey: SECRET, ...(options as object) })).toThrow(/must be/)
  })

  it('takes a key with the line end of the file it was read from', async () => {
    const fetch = answering(recorded)
    await createConversions({ apiKey: `${SECRET}\n`, fetch }).record({ clickId: 'a' })
    expect(fetch.mock.calls[0]?.[1].headers).toMatchObject({ 'x-api-key': SECRET })
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
    const cookie = captureClick(land(new URL(String(response.headers.get('location'))).search), { domain: 'shop.com' })
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
