import { expect, it } from 'vitest'
import { answering, recorded, SECRET } from './answers'
import type { ServerEntry } from './entry'

export function describeSettings({ createConversions }: ServerEntry): void {
  const noKeys = [undefined, null, '', '  ', 'pk_aff_org_demo', ' PK_aff', 'sk introw', 'sk_\u00e4', 'a\nb']
  it.each(noKeys)('throws for the key %j', (apiKey) => {
    expect(() => createConversions({ apiKey: apiKey as string })).toThrow(/apiKey must be the secret key/)
  })

  it.each([undefined, null, '', ' \n'])('says that the key %j is not set, as its variable may be', (apiKey) => {
    expect(() => createConversions({ apiKey: apiKey as string })).toThrow(
      'apiKey must be the secret key, but is not set',
    )
  })

  it.each(['pk_aff_org_demo', 'Bearer sk_introw_demo', 'sk introw'])(
    'says what else the key %j has to be',
    (apiKey) => {
      expect(() => createConversions({ apiKey })).toThrow('the secret key alone, not a publishable one')
    },
  )

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

  it.each([
    'https://api.introw.io',
    'HTTPS://API.introw.io:8443/v2',
    'http://localhost:4001',
    'http://introw.localhost:4001/path',
    'http://127.0.0.1',
    'http://127.1.2.3:80',
    'http://[::1]:4001',
  ])('takes the host %s', (apiHost) => {
    expect(() => createConversions({ apiKey: SECRET, apiHost })).not.toThrow()
  })

  it.each([
    'http://api.introw.io',
    'HTTP://api.introw.io',
    'http://10.0.0.1',
    'http://introw:8080',
    'http://127.0.0.1.evil.example',
    'http://127.evil.example',
    'http://evil127.0.0.1.example',
    'http://localhost.evil.example',
    'http://evillocalhost',
    'http://evil.example/localhost',
    'http://evil.example/http://localhost/',
    'http://evil.example:80/.localhost:80',
    'http://[::2]',
    'http://[::ffff:8.8.8.8]',
    'http://0.0.0.0',
  ])('takes the host %j only where http is allowed, as the secret key would be read on the way', (apiHost) => {
    expect(() => createConversions({ apiKey: SECRET, apiHost })).toThrow(/^apiHost must be .*allowHttp: true$/)
    expect(() => createConversions({ apiKey: SECRET, apiHost, allowHttp: false })).toThrow(/^apiHost must be/)
    expect(() => createConversions({ apiKey: SECRET, apiHost, allowHttp: 'true' as unknown as boolean })).toThrow(
      /^apiHost must be/,
    )
    expect(() => createConversions({ apiKey: SECRET, apiHost, allowHttp: true })).not.toThrow()
  })

  it.each([
    'http://localhost@evil.example',
    'http://127.0.0.1:80@evil.example',
    'https://localhost:a@evil.example',
    'http:api.introw.io',
    '\thttp://localhost',
    'http://localhost\\@evil.example',
    'http://127.0.0.1\\.evil.example',
    'ftp://localhost',
    'ws://localhost',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:,x',
    'https://',
    'https://api.introw.io#x',
    'https://api.introw.io?',
    '//api.introw.io',
    '/api',
    ' ',
    null,
    5,
    {},
  ])('never takes the host %j', (apiHost) => {
    for (const allowHttp of [true, false])
      expect(() => createConversions({ apiKey: SECRET, apiHost: apiHost as string, allowHttp })).toThrow(
        /^apiHost must be/,
      )
  })

  it('takes a key with the line end of the file it was read from', async () => {
    const fetch = answering(recorded)
    await createConversions({ apiKey: `${SECRET}\n`, fetch }).record({ clickId: 'a' })
    expect(fetch.mock.calls[0]?.[1].headers).toMatchObject({ 'x-api-key': SECRET })
  })
}
