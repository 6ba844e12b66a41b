import { type Fields, toFields } from '../platform/fields'
import { type LambdaEvent, type LambdaEvent2, readEvent } from './event'
import { type HeaderList, type HeaderRecord, isHeaders, isText, listHeaders } from './headers'

/** A request: the platform's, Node's, or that of a framework which builds on either. */
export interface PlainRequest {
  readonly method?: string | undefined
  /** Absolute, or a path with its query. */
  readonly url?: string | URL | undefined
  /** Express's, Fastify's and Koa's: the URL before any router or middleware has changed it. */
  readonly originalUrl?: string | undefined
  readonly headers: Headers | HeaderRecord
  /** Express's, Fastify's and Koa's: believes proxies where the application has told the framework so. */
  readonly protocol?: string | undefined
}

/** What has a `Request` in it: Hono's context and its `c.req`; the context of Cloudflare Pages, Astro, SvelteKit, Remix. */
export type RequestContext =
  { readonly req: { readonly raw: Request } } | { readonly raw: Request } | { readonly request: Request }

/** What servers and platforms hand out of a request. */
export type AnyRequest = PlainRequest | RequestContext | LambdaEvent | LambdaEvent2

/** What is known of a request, whatever it came as. */
export interface Reading {
  readonly method?: unknown
  readonly url?: unknown
  /** How the visitor has spoken to this server: a text that begins with `https`, or none that does. */
  readonly scheme?: unknown
  readonly headers: HeaderList
}

/** What a caller is told whose request is none. */
export const REQUEST_RULE =
  'the request that Node, Express, Fastify, Koa, Hono, Next.js, AWS or the platform gives, or { method, url, headers: new Headers(…) }'

/** Reads a request. Undefined where this is none, whatever the visitor has sent with it. */
export function readRequest(from: unknown): Reading | undefined {
  const fields = toFields(from)
  return readEvent(fields) ?? readPlain(findRequest(fields))
}

/** A request is asked for nothing that a context has: Next.js's has a member `request` that throws when it is read. */
function findRequest(fields: Fields): Fields {
  if (isHeaders(fields.headers)) return fields
  const { raw, request, req } = fields
  return [raw, request, toFields(req).raw].map(toFields).find(({ headers }) => isHeaders(headers)) ?? fields
}

function readPlain(fields: Fields): Reading | undefined {
  const { method, protocol, socket } = fields
  const headers = listHeaders(fields.headers)
  // An answer has headers too, and no method.
  if (!headers || (!isText(method) && 'status' in fields)) return undefined
  const given = fields.originalUrl ?? fields.url
  const url = toFields(given).href ?? given
  return { method, url, scheme: protocol ?? (socket ? toFields(socket).encrypted && 'https' : url), headers }
}
