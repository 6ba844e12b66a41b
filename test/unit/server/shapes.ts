import { RequestCookies } from 'next/dist/compiled/@edge-runtime/cookies'
import { HeadersAdapter } from 'next/dist/server/web/spec-extension/adapters/headers'
import { RequestCookiesAdapter } from 'next/dist/server/web/spec-extension/adapters/request-cookies'
import { NextRequest } from 'next/server'
import { describe, expect, it } from 'vitest'
import { NAME, type ServerEntry, shop } from './entry'
import {
  CONSOLE_EVENT,
  type Sent,
  toBalancerEvent,
  toGatewayEvent,
  toListedBalancerEvent,
  toNetlifyEvent,
  toUrlEvent,
} from './events'
import { type Any, describeRefusals } from './refused'

const toRequest = ({ method = 'GET', query = '', headers = {} }: Sent) =>
  new Request(`https://www.shop.com/pricing?${query}`, { method, headers })
const toNode = ({ method = 'GET', query = '', headers = {} }: Sent, more: object = {}) => ({
  method,
  url: `/pricing?${query}`,
  headers: { host: 'www.shop.com', ...headers },
  ...more,
})

/** Requests as somebody hands them out, and whether that tells https. */
const SHAPES: Readonly<Record<string, readonly [make: (sent: Sent) => Any, isSecure: boolean]>> = {
  'a Request': [toRequest, true],
  'Next.js’s, in a proxy and a route': [(sent) => new NextRequest(toRequest(sent)), true],
  'Next.js’s, as its proxies get it: a member `request` throws': [
    (sent) =>
      Object.defineProperty(new NextRequest(toRequest(sent)), 'request', {
        get: () => {
          throw new Error('The middleware accepts an async API directly.')
        },
      }),
    true,
  ],
  'Node’s, and so a page’s API of Next.js and a function of Vercel’s': [toNode, false],
  'Node’s over TLS': [(sent) => toNode(sent, { socket: { encrypted: true } }), true],
  'one whose originalUrl is another': [(sent) => toNode(sent, { originalUrl: toNode(sent).url, url: '/' }), false],
  'one that knows its protocol': [(sent) => toNode(sent, { protocol: 'https' }), true],
  'hapi’s': [
    (sent) => toNode(sent, { method: (sent.method ?? 'GET').toLowerCase(), url: new URL(toRequest(sent).url) }),
    true,
  ],
  'lists of values': [
    ({ headers = {}, ...sent }) =>
      toNode(sent, {
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.split('; ')])),
      }),
    false,
  ],
  'Hono’s context': [(sent) => ({ req: { raw: toRequest(sent) } }), true],
  'Hono’s c.req': [(sent) => ({ raw: toRequest(sent) }), true],
  'a context with a request in it': [(sent) => ({ request: toRequest(sent), params: {} }), true],
  'a context with a request beside some of its parts': [
    (sent) => ({ request: toRequest(sent), headers: { ...sent.headers }, path: '/pricing' }),
    true,
  ],
  'an event of API Gateway, format 1.0': [toGatewayEvent, true],
  'an event of API Gateway, format 2.0, and of a function URL': [toUrlEvent, true],
  'an event of a load balancer': [toBalancerEvent, false],
  'an event of a load balancer, with lists': [toListedBalancerEvent, false],
  'an event of Netlify': [toNetlifyEvent, true],
}

export function describeShapes({ captureClick, readClickId }: ServerEntry): void {
  describe.each(Object.entries(SHAPES))('a request that is %s', (_, [make, isSecure]) => {
    const capture = (sent: Sent, options = {}) => captureClick(make(sent), { ...shop, ...options })

    it('is read: its click, and its cookie', () => {
      const sent = { query: 'a=b&irw_id=new%2B%3D1', headers: { cookie: `a=b; ${NAME}=old%2B; c=d` } }
      expect(capture(sent)).toMatch(/^_introw_aff=new%2B%3D1; Max-Age/)
      expect(readClickId(make(sent))).toBe('old+')
    })

    it('has its click in the last value that is not empty', () => {
      expect(capture({ query: 'irw_id=first&irw_id=last' })).toContain('=last;')
    })

    it('has none where there is none', () => {
      for (const query of ['', 'a=b', 'irw_id=', 'xirw_id=a', 'irw_id=%00']) expect(capture({ query })).toBeNull()
      expect(readClickId(make({}))).toBeNull()
    })

    it('is no landing if it is a POST, a prefetch, no document, or brings the click itself', () => {
      const query = 'irw_id=a'
      expect(capture({ query, method: 'POST' })).toBeNull()
      for (const [name, value] of [
        ['sec-purpose', 'prefetch'],
        ['Sec-Purpose', 'prefetch;prerender'],
        ['Sec-Fetch-Dest', 'image'],
        ['rsc', '1'],
        ['cookie', `a=b; ${NAME}=a`],
      ] as const)
        expect(capture({ query, headers: { [name]: value } }), name).toBeNull()
    })

    it('is Secure where it tells so itself, and a proxy is believed only if told so', () => {
      const sent = { query: 'irw_id=a', headers: { 'X-Forwarded-Proto': 'https', Forwarded: 'proto=https' } }
      expect(capture({ query: 'irw_id=a' })?.includes('Secure')).toBe(isSecure)
      expect(capture(sent)?.includes('Secure')).toBe(isSecure)
      expect(capture(sent, { trustProxy: true })).toContain('; Secure')
    })
  })

  describeEvents(captureClick, readClickId)
  describeHeaders(readClickId)
  describeRefusals({ captureClick, readClickId })
}

function describeEvents(captureClick: ServerEntry['captureClick'], readClickId: ServerEntry['readClickId']): void {
  it('an event without any header is one', () => {
    expect([captureClick(CONSOLE_EVENT, shop), readClickId(CONSOLE_EVENT)]).toEqual([null, null])
  })

  it('an event’s header has any case, and any number of values', () => {
    const event = { ...toGatewayEvent({}), headers: {}, multiValueHeaders: { COOKIE: ['a=b', `${NAME}=a`] } }
    expect(readClickId(event)).toBe('a')
    expect(readClickId({ ...event, headers: { Cookie: `${NAME}=last` }, multiValueHeaders: null })).toBe('last')
  })

  it('an event with half a character in its query holds no click, and throws nothing', () => {
    const event = { ...toGatewayEvent({}), queryStringParameters: { irw_id: '\ud800' } }
    expect(captureClick(event, shop)).toBeNull()
  })
}

function describeHeaders(readClickId: ServerEntry['readClickId']): void {
  const cookie = `a=1; ${NAME}=aff_1%2B`

  it('headers are read by themselves: the platform’s, Node’s, Next.js’s', () => {
    for (const headers of [
      new Headers({ cookie }),
      { host: 'www.shop.com', cookie },
      { Cookie: [cookie] },
      HeadersAdapter.from({ cookie }),
      HeadersAdapter.seal(HeadersAdapter.from({ cookie })),
    ])
      expect([readClickId(headers), readClickId({ headers })]).toEqual(['aff_1+', 'aff_1+'])
    for (const headers of [{ host: 'www.shop.com' }, { ':authority': 'www.shop.com' }])
      expect(readClickId(headers)).toBeNull()
  })

  it('headers may have getAll(), as Cloudflare’s and Bun’s', () => {
    class Extended extends Headers {
      getAll = (name: string) => [this.get(name)]
    }
    const request = Object.defineProperty(toRequest({ headers: { cookie } }), 'headers', {
      value: new Extended({ cookie }),
    })
    expect([readClickId(new Extended({ cookie })), readClickId(request)]).toEqual(['aff_1+', 'aff_1+'])
  })

  it('headers of a test’s own making may hold numbers', () => {
    expect(readClickId({ headers: { cookie, 'content-length': 5 as unknown as string } })).toBe('aff_1+')
  })

  it('Next.js’s cookies() are read, which are decoded', () => {
    const jar = (text: string) => new RequestCookies(new Headers({ cookie: text }))
    expect(readClickId(jar(cookie))).toBe('aff_1+')
    expect(readClickId(RequestCookiesAdapter.seal(jar(`x=%3B%20${NAME}%3Dforged; ${cookie}`)))).toBe('aff_1+')
    expect([readClickId(jar('')), readClickId(jar('a=b'))]).toEqual([null, null])
  })
}
