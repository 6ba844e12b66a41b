// A merchant's server in TypeScript, type-checked by types.test.ts: for Node, without the DOM's types.
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  captureClick,
  createConversions,
  IntrowApiError,
  readClickId,
  type ConversionAnswer,
} from '@introw/affiliate/server'

const conversions = createConversions({ apiKey: process.env.INTROW_API_KEY, retries: 2, totalTimeoutMs: 10_000 })

export async function handle(request: Request): Promise<Response> {
  const response = new Response('')
  const cookie: string | null = captureClick(request, { domain: 'shop.com', consent: true, days: 30, trustProxy: true })
  if (cookie) response.headers.append('Set-Cookie', cookie)
  const clickId: string | null = readClickId(request)
  try {
    const conversion = { clickId, email: null, properties: { plan: 'pro' } }
    const answer: ConversionAnswer = await conversions.record(conversion, { signal: request.signal })
    response.headers.set('x-status', answer.status)
  } catch (error) {
    if (error instanceof IntrowApiError) response.headers.set('Retry-After', String(error.retryAfterSeconds ?? 60))
  }
  return response
}

/** What servers hand out besides, as their own types have it. */
export function handleNode(request: IncomingMessage, response: ServerResponse): void {
  const cookie = captureClick(request, { domain: 'host', consent: false }) ?? readClickId(request.headers)
  if (cookie) response.appendHeader('Set-Cookie', cookie)
}

export const fromContexts = (
  request: Request,
  c: { req: { raw: Request } },
  ctx: { request: Request; params: object },
) =>
  [
    captureClick(request, { domain: 'host', consent: true }),
    readClickId(c),
    readClickId(c.req),
    readClickId(ctx),
  ] as const

export const fromJar = (jar: { getAll(): { name: string; value: string }[] }) => readClickId(jar)

// @ts-expect-error An answer is no request.
export const fromAnswer = (response: ServerResponse) => captureClick(response, { domain: 'host', consent: true })

// @ts-expect-error Nor is a promise of headers.
export const fromPromise = (headers: Promise<Headers>) => readClickId(headers)

export const fromText = readClickId('a=b') ?? readClickId(new Headers()) ?? readClickId(undefined)

export const client = createConversions({ apiKey: 'sk_x', fetch })

export const inCluster = createConversions({ apiKey: 'sk_x', apiHost: 'http://introw-proxy:8080', allowHttp: true })

// @ts-expect-error `domain` must be given.
export const withoutDomain = () => captureClick(new Request('https://shop.com'), { consent: true })

// @ts-expect-error So must `consent`, as nobody else can know it.
export const withoutConsent = () => captureClick(new Request('https://shop.com'), { domain: 'shop.com' })

// @ts-expect-error So must `clickId`, null where there is none.
export const withoutClick = () => conversions.record({ email: 'a@b.example' })
