import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NAME, nameOf, RUNS, RUNS_MS, type ServerEntry, shop } from './entry'

/** What both functions take, and what a mistaken caller makes of it. */
export type Any = Parameters<ServerEntry['captureClick']>[0] & Parameters<ServerEntry['readClickId']>[0]

const URL_OF = (path: string) => `https://www.shop.com${path}`

/** CloudFront's events, which nothing of ours can read. */
const cloudFront = (path: string, cookie = '') => ({
  method: 'GET',
  uri: '/',
  querystring: path.slice(2),
  headers: {
    host: [{ key: 'Host', value: 'www.shop.com' }],
    ...(cookie && { cookie: [{ key: 'Cookie', value: cookie }] }),
  },
})

/** What is handed over in a request's place, for a URL. */
const REFUSED: Readonly<Record<string, (path: string) => unknown>> = {
  nothing: () => undefined,
  null: () => null,
  'the URL’s text': URL_OF,
  'a URL': (path) => new URL(URL_OF(path)),
  'a number': () => 5,
  'a boolean': () => true,
  'a symbol': () => Symbol('request'),
  'a function': () => () => {},
  'a list': (path) => [new Request(URL_OF(path))],
  'an empty object': () => ({}),
  'a promise of one': (path) => Promise.resolve(new Request(URL_OF(path))),
  'an answer': () => new Response(''),
  'an answer that knows its request, as Node’s': (path) => ({
    req: { method: 'GET', url: path, headers: { host: 'a' } },
  }),
  headers: () => new Headers({ host: 'www.shop.com' }),
  'a query': (path) => new URLSearchParams(path.slice(1)),
  'a parsed query': (path) => ({ query: { irw_id: path.slice(9) } }),
  'one without headers': (path) => ({ method: 'GET', url: path }),
  'one whose headers are null': (path) => ({ method: 'GET', url: path, headers: null }),
  'one whose headers are raw': (path) => ({ method: 'GET', url: path, headers: ['Host', 'www.shop.com'] }),
  'one whose headers are a text': (path) => ({ method: 'GET', url: path, headers: 'Host: www.shop.com' }),
  'one without a method': (path) => ({ url: path, headers: new Headers() }),
  'one without a URL': () => ({ method: 'GET', headers: new Headers() }),
  'one whose URL is a parsed one of Node’s own kind': (path) => ({ method: 'GET', url: { query: path }, headers: {} }),
  'an event without headers': (path) => ({ httpMethod: 'GET', path: '/', queryStringParameters: { irw_id: path } }),
  'an event without a path': () => ({ httpMethod: 'GET', headers: {}, requestContext: {} }),
  'CloudFront’s request': (path) => cloudFront(path),
  'CloudFront’s event': (path) => ({ Records: [{ cf: { request: cloudFront(path) } }] }),
  'what a page of Next.js is rendered with': (path) => ({
    req: { method: 'GET', url: path, headers: { host: 'a' } },
    query: {},
  }),
}

/** What is handed over in place of what has a cookie, for its header. */
const REFUSED_TO_READ: Readonly<Record<string, (cookie: string) => unknown>> = {
  'a number': () => 5,
  'a boolean': () => false,
  'a symbol': () => Symbol('request'),
  'a function': () => () => {},
  'a list': (cookie) => [cookie],
  'an empty object': () => ({}),
  'a URL': () => new URL(URL_OF('/')),
  'a promise of headers': (cookie) => Promise.resolve(new Headers({ cookie })),
  'an answer': (cookie) => new Response('', { headers: { cookie } }),
  'parsed cookies': (cookie) => (cookie ? { _introw_aff: 'a' } : {}),
  'one with parsed cookies alone': () => ({ cookies: {} }),
  'one without headers': () => ({ method: 'GET', url: '/' }),
  'one whose headers are null': () => ({ method: 'GET', url: '/', headers: null }),
  'raw headers': (cookie) => ['Host', 'www.shop.com', 'Cookie', cookie],
  'one whose headers are raw': (cookie) => ({ headers: ['Host', 'www.shop.com', 'Cookie', cookie] }),
  'a map': (cookie) => new Map([['cookie', cookie]]),
  'a query': (cookie) => new URLSearchParams({ cookie }),
  'a form': () => new FormData(),
  'CloudFront’s request': (cookie) => cloudFront('/', cookie),
  'CloudFront’s headers': (cookie) => cloudFront('/', cookie).headers,
}

export function describeRefusals({
  captureClick,
  readClickId,
}: Pick<ServerEntry, 'captureClick' | 'readClickId'>): void {
  describe.each(Object.entries(REFUSED))('what is no request: %s', (_, make) => {
    it.each(['/', '/?irw_id=a'])('is refused for %s, with what to pass instead', (url) => {
      for (const consent of [true, false]) {
        const capture = () => captureClick(make(url) as Any, { ...shop, consent })
        expect(nameOf(capture)).toBe('TypeError')
        expect(capture).toThrow(/^request must be the request that Node, Express, .*new Headers\(…\) }$/)
      }
    })
  })

  it.each(Object.entries(REFUSED_TO_READ))('readClickId refuses %s, with a cookie and without', (_, make) => {
    for (const cookie of ['', `${NAME}=a`]) {
      const read = () => readClickId(make(cookie) as Any)
      expect(nameOf(read)).toBe('TypeError')
      expect(read).toThrow(/^from must be the request that Node, Express, .* or null$/)
    }
  })

  it(
    'whatever is given, there is a click id, null or that error',
    () => {
      fc.assert(
        fc.property(fc.anything(), fc.anything(), (one, other) => {
          for (const from of [
            one,
            { headers: one },
            { method: 'GET', url: one, headers: other },
            { request: one, req: other },
          ])
            for (const action of [() => readClickId(from as Any), () => captureClick(from as Any, shop)])
              expect(['TypeError', undefined]).toContain(nameOf(action, /must be the request/))
        }),
        RUNS,
      )
    },
    RUNS_MS,
  )
}
