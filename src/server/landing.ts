import { COOKIE_NAME, findClickId, resolveLifetimeDays } from '../click/id'
import { splitUrl } from '../click/url'
import type { HandoverTimes } from '../stored/handover'
import { DAY_MS, isArriving } from './handover'
import { type HeaderList, isText, readHeader } from './headers'
import { type AnyRequest, readRequest, REQUEST_RULE } from './request'
import { assertBoolean, assertOption } from './settings'

export interface CaptureOptions {
  /**
   * The domain whose hosts share the cookie, such as `shop.com` for www.shop.com and app.shop.com, or `host` for the
   * request's host alone. It must be the one that the snippet uses, by default the widest that the browser accepts.
   */
  readonly domain: string
  /**
   * Whether this visitor allows the cookie: what your consent platform's own cookie says, where undecided is `false`; `true`
   * where no consent is needed. There is no default, since the snippet takes a cookie of your server's for the visitor's
   * yes.
   */
  readonly consent: boolean
  /** Lifetime in days, 1 to 365, the range of a campaign's window. Default, also for a bad value: 90. */
  readonly days?: number | undefined
  /**
   * Whether to believe `X-Forwarded-Proto`, else `Forwarded`, about the scheme, and so about `Secure`. For servers behind a
   * proxy of their own that ends TLS; anybody else can send these headers too. Where Express, Fastify or Koa believes its
   * proxy by a setting of its own, there is no need. Default: false.
   */
  readonly trustProxy?: boolean | undefined
}

/**
 * Makes the cookie of a landing: Safari and Brave keep what scripts write for 7 days at most, and what the site's own
 * server sets for its whole lifetime. The snippet reads it and never rewrites it.
 *
 * The response must not be cached by anybody: send `Cache-Control: private, no-store` with it.
 *
 * @param request - Any request, as Node, Express, Fastify, Koa, Hono, Next.js, AWS Lambda or the platform gives it; its URL
 *   may hold `irw_id`, or `irw_h`, by which another domain of yours hands over a click.
 * @param options - See `CaptureOptions`.
 * @returns The value of a `Set-Cookie` header; append it, as other cookies may be set too. Null for anything but a GET of
 *   a document, for prefetches, prerenders and routers' data requests, without consent, without a click id in the URL, and
 *   if the request's cookie holds that id already. A click that was handed over has what remains of its days; it is taken
 *   within 3 minutes, and where the request has no click yet: which of the two is newer is not known here.
 * @throws TypeError, with a click and without, if `request` is none, `domain` is neither `host` nor a domain name, or
 *   `consent` is not told.
 * @example
 * // Express, in a market that asks for no consent.
 * const cookie = captureClick(request, { domain: 'shop.com', consent: true })
 * if (cookie) response.append('Set-Cookie', cookie).set('Cache-Control', 'private, no-store')
 * @see https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html section 4.1
 */
export function captureClick(request: AnyRequest, options: CaptureOptions): string | null {
  const { domain, consent, days, trustProxy = false } = { ...options }
  assertOption('domain', domain === 'host' || DOMAIN.test(domain), "'host', or a name such as shop.com")
  assertBoolean('consent', consent)
  assertBoolean('trustProxy', trustProxy)
  const { method, url, scheme, headers } = { ...readRequest(request) }
  if (!isText(method) || !isText(url) || !headers) throw new TypeError(`request must be ${REQUEST_RULE}`)
  const { id, times } = splitUrl(url)
  const held = findClickId(readHeader(headers, 'cookie'))
  const seconds = Math.round(remainingMs(times, resolveLifetimeDays(days) * DAY_MS, held) / 1e3)
  if (!id || !consent || !isLanding(method, headers) || held === id || seconds <= 0) return null
  return (
    // Max-Age, not Expires: it wins in every browser, and a visitor's clock may be wrong (section 5.6.2).
    `${COOKIE_NAME}=${encodeURIComponent(id)}; Max-Age=${seconds}; Path=/` +
    (domain === 'host' ? '' : `; Domain=${domain}`) +
    '; SameSite=Lax' +
    // Over http a Secure cookie is dropped.
    (/^https\b/i.test(String((trustProxy && readForwarded(headers)) || scheme)) ? '; Secure' : '')
  )
}

/** What remains of a click's days; nothing of one that was handed over too long ago, or beside another. */
const remainingMs = (times: HandoverTimes | undefined, lifetimeMs: number, held: string | undefined): number => {
  if (!times) return lifetimeMs
  const now = Date.now()
  return held === undefined && isArriving(times, now) ? Math.min(lifetimeMs, lifetimeMs - now + times[1]) : 0
}

/** At least two labels, in punycode, the last of them no number: browsers take no IP address. Linear in the length. */
const DOMAIN = /^([\w-]+\.)+[\d_-]*[a-z][\w-]*$/i

/**
 * What browsers fetch ahead, what is no document, and Next.js's data requests, which over http nothing else tells. A header
 * that is not sent tells nothing.
 *
 * @see https://www.w3.org/TR/fetch-metadata/
 * @see https://wicg.github.io/nav-speculation/prefetch.html#sec-purpose-header
 */
const NO_LANDING =
  /^(sec-fetch-dest,(?!document)|(sec-|x-)?purpose,.*pre|x-moz,pre|rsc,|next-router-|x-nextjs-data,|x-middleware-prefetch,)/im

/** Frameworks may have the method in small letters. */
const isLanding = (method: string, headers: HeaderList) =>
  method.toUpperCase() === 'GET' && !NO_LANDING.test(headers.join('\n'))

/** Of several forwarded schemes the first is the one that the visitor's browser used (RFC 7239 section 4). */
const readForwarded = (headers: HeaderList) =>
  readHeader(headers, 'x-forwarded-proto') || /\bproto="?(\w+)/i.exec(readHeader(headers, 'forwarded'))?.[1]
