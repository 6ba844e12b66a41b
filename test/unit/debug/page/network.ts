import { describe, expect, test, vi } from 'vitest'
import { API } from '../../../support/unit/backend'
import { define, goOnline } from '../../../support/unit/browser'
import { EMAIL } from '../../../support/unit/shop'
import { elapse } from '../../../support/unit/time'
import { backend, codes, find, land, lines, sandbox, TAG, track, violate, visit } from './debug'

const HEADER_SETTINGS = [
  'tracePropagationTargets',
  'allowedTracingUrls',
  'propagateTraceHeaderCorsUrls',
  'distributed_tracing.allowed_origins',
]

const fail = () => Promise.reject(new TypeError('Failed to fetch'))

/** What is to be done about a request that fails in this function, which the page has in the place of `fetch`. */
async function failWith(instead: () => Promise<never>): Promise<string | undefined> {
  await land()
  vi.stubGlobal('fetch', instead)
  await track({ email: EMAIL })
  await elapse(400)
  return find('unreachable')?.remedy
}

describe('of a conversion it tells', () => {
  test('that the host cannot be reached', async () => {
    await land()
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    await track({ email: EMAIL })
    await elapse(1_000)
    expect(find('unreachable')).toMatchObject({
      level: 'warn',
      text: expect.stringContaining(`${API} cannot be reached (Failed to fetch)`),
      remedy: expect.stringContaining('api-host'),
    })
  })

  test('that a function in the place of fetch may be the reason, with the setting of each tracker that adds headers', async () => {
    const remedy = await failWith(fail)
    expect(remedy).toContain('its own function in the place of fetch')
    for (const setting of HEADER_SETTINGS) expect(remedy).toContain(setting)
  })

  test.each([
    ['__SENTRY__', 'tracePropagationTargets'],
    ['DD_RUM', 'allowedTracingUrls'],
    [Symbol.for('opentelemetry.js.api.1'), 'propagateTraceHeaderCorsUrls'],
    ['newrelic', 'distributed_tracing.allowed_origins'],
  ])('the setting of the tracker that is there: %s', async (mark, setting) => {
    Object.assign(window, { [mark]: {} })
    const remedy = await failWith(fail)
    Reflect.deleteProperty(window, mark)
    expect(HEADER_SETTINGS.filter((other) => remedy?.includes(other))).toEqual([setting])
  })

  test('it of a function that looks like the browser’s own, and notes that one', async () => {
    const remedy = await failWith(Object.assign(fail.bind(null), { __sentry_original__: fetch }))
    expect(remedy).toContain('its own function in the place of fetch')
  })

  test('nothing of it where fetch is the browser’s own', async () => {
    expect(await failWith(fail.bind(null))).toMatch(/^Look at api-host/)
  })

  test.each([
    ["connect-src 'self'", 'Add https://api.introw.io to connect-src, '],
    ["default-src 'self' https://cdn.test; script-src *", "connect-src 'self' https://cdn.test https://api.introw.io"],
    ["default-src 'none'", 'requests: connect-src https://api.introw.io'],
    ["script-src *; connect-src 'none'", 'Add https://api.introw.io to connect-src, '],
  ])('that the policy %s blocks it, and what to add', async (originalPolicy, remedy) => {
    await land()
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    await track({ email: EMAIL })
    violate({ originalPolicy })
    await elapse(1_000)
    expect(find('policy-blocked')).toMatchObject({ level: 'warn', remedy: expect.stringContaining(remedy) })
    expect(codes()).not.toContain('unreachable')
  })

  test('nothing of a policy that only reports, or blocks something else', async () => {
    await land()
    for (const more of [
      { disposition: 'report' },
      { blockedURI: 'https://other.test/' },
      { effectiveDirective: 'img-src' },
    ])
      violate(more)
    expect(codes()).not.toContain('policy-blocked')
  })

  test('nothing of a policy, and without an error, where the host is no address', async () => {
    const errors: unknown[] = []
    const onError = (event: Event) => void errors.push(event)
    await land({ ...TAG, 'data-api-host': 'https://api.acme.test:99999' })
    window.addEventListener('error', onError)
    expect(() => violate({ blockedURI: 'https://other.test/' })).not.toThrow()
    expect(errors).toEqual([])
    expect(codes()).not.toContain('policy-blocked')
  })

  test.each([
    ['timed-out', () => Promise.reject(new DOMException('signal timed out', 'TimeoutError')), API],
    ['mixed-content', () => Promise.reject(new TypeError('Failed to fetch')), 'http://api.introw.test'],
  ])('why there was no answer: %s', async (code, fetch, host) => {
    await land({ ...TAG, 'data-api-host': host })
    vi.stubGlobal('fetch', fetch)
    await track({ email: EMAIL })
    await elapse(1_000)
    expect(find(code)).toMatchObject({ level: 'warn' })
    expect(codes()).not.toContain('unreachable')
  })

  test('that the browser says that it is offline, where there was no answer', async () => {
    await land()
    goOnline(false)
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
    void track({ email: EMAIL })
    await elapse(1_000)
    expect(find('offline')?.text).toContain(EMAIL)
  })

  test('that a sandboxed frame has no origin to add', async () => {
    define(self, 'origin', { get: () => 'null' })
    sandbox.store.updateCampaign('demo', { allowedOrigins: ['https://elsewhere.test'] })
    await land()
    await track({ email: EMAIL })
    define(self, 'origin', { get: () => location.origin })
    expect(find('origin-null')?.remedy).toContain('allow-same-origin')
  })

  test('that a page from disk has none either, and no frame that could be mended', async () => {
    define(self, 'origin', { get: () => 'null' })
    sandbox.store.updateCampaign('demo', { allowedOrigins: ['https://elsewhere.test'] })
    define(document, 'cookie', { get: () => '', set: () => {} })
    await visit(`file:///home/ada/index.html?irw_id=${await backend.click()}`, { tag: TAG })
    await elapse(3_000)
    await track({ email: EMAIL })
    define(self, 'origin', { get: () => location.origin })
    expect(find('origin-null')).toMatchObject({
      text: expect.stringContaining('file: pages have none'),
      remedy: expect.stringContaining('Serve the page by http'),
    })
    expect(find('cookie-refused')).toMatchObject({
      text: expect.stringContaining('file: pages have no cookies'),
      remedy: 'Serve the page by http or https.',
    })
    expect(lines.join()).not.toContain('sandboxed')
  })

  test('that an answer is not the API’s', async () => {
    await land()
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('<h1>Welcome</h1>')))
    await track({ email: EMAIL })
    expect(find('no-answer')?.remedy).toContain('proxy')
  })
})
