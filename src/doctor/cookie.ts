import { COOKIE_NAME, decodeClickId } from '../click/id'
import { find, type Finding } from './finding'
import { headerOf, type Headers } from './network'
import { PROBE } from './probe'

/** A `Set-Cookie` of ours. */
interface Cookie {
  readonly value: string
  /** By their names in small letters; of several the last one holds. */
  readonly attributes: ReadonlyMap<string, string>
}

const DAY_MS = 86_400_000

/** A shorter life than this loses more clicks than Safari does with a script's cookie. */
const DAYS_MIN = 7

/** Finds what is wrong with the cookie that a server sets for a landing; nothing where it sets none. */
export const findCookieFaults = (headers: Headers, url: URL, now: number, click = PROBE): readonly Finding[] => {
  const cookie = readCookie(headers)
  if (!cookie) return []
  const cache = findShared(headers)
  return [
    ...(cache === undefined ? [] : [find('cookie-cached', cache)]),
    // Where it is removed, all else is of no interest.
    ...(cookie.value === '' ? [] : judge(cookie, url, now, click)),
  ]
}

/** What a server's cookie is, in words; undefined where there is none. */
export const describeCookie = (headers: Headers, now: number): string | undefined => {
  const cookie = readCookie(headers)
  if (!cookie) return undefined
  const days = lifetimeOf(cookie, now) / DAY_MS
  const domain = cookie.attributes.get('domain')
  const life = Number.isFinite(days) ? `${Math.round(days)} days` : 'until the browser is closed'
  return `The server sets ${COOKIE_NAME}: ${life}, for ${domain ? `${domain.replace(/^\./, '')} and what is under it` : 'this host alone'}.`
}

const readCookie = (headers: Headers): Cookie | undefined => {
  const text = headers['set-cookie']?.filter((line) => line.trimStart().startsWith(`${COOKIE_NAME}=`)).at(-1)
  if (text === undefined) return undefined
  const [pair = '', ...rest] = text.split(';')
  const attributes = rest.map((part) => {
    const [name = '', ...value] = part.split('=')
    return [name.trim().toLowerCase(), value.join('=').trim()] as const
  })
  return { value: pair.slice(pair.indexOf('=') + 1).trim(), attributes: new Map(attributes) }
}

const judge = (cookie: Cookie, url: URL, now: number, click: string): readonly Finding[] => {
  const { value, attributes } = cookie
  const lifetimeMs = lifetimeOf(cookie, now)
  const why = findRefusal(attributes, url)
  const path = attributes.get('path')
  const findings: Finding[] = []
  if (decodeClickId(value) !== click) findings.push(find('cookie-other'))
  if (attributes.has('httponly')) findings.push(find('cookie-hidden'))
  if (why !== undefined) findings.push(find('cookie-invalid', why))
  if (!Number.isFinite(lifetimeMs)) findings.push(find('cookie-short', 'as long as the browser is open'))
  else if (lifetimeMs < DAYS_MIN * DAY_MS) findings.push(find('cookie-short', describeDays(lifetimeMs / DAY_MS)))
  if (path !== '/') findings.push(find('cookie-narrow', path ?? 'the folder of this page'))
  return findings
}

const describeDays = (days: number) => (days < 1 ? 'less than a day' : `${Math.floor(days)} days`)

/** Why browsers refuse it (https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html, section 5.7). */
const findRefusal = (attributes: Cookie['attributes'], { hostname, protocol }: URL): string | undefined => {
  const domain = attributes.get('domain')?.replace(/^\./, '').toLowerCase()
  if (domain && domain !== hostname && !hostname.endsWith(`.${domain}`))
    return `Domain=${domain} is no domain of ${hostname}`
  if (attributes.has('secure') && protocol === 'http:' && !/(^|\.)localhost$/.test(hostname))
    return 'it is Secure, and this answer is http'
  if (attributes.get('samesite')?.toLowerCase() === 'none' && !attributes.has('secure'))
    return 'SameSite=None wants Secure'
  return undefined
}

/** In milliseconds; infinite for a session's, which has no end of its own. */
const lifetimeOf = ({ attributes }: Cookie, now: number): number => {
  const maxAge = attributes.get('max-age')
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return Number(maxAge) * 1000
  const expires = Date.parse(attributes.get('expires') ?? '')
  return Number.isNaN(expires) ? Infinity : expires - now
}

/** What lets a cache hand the answer to others (RFC 9111, section 3); undefined where nothing does. */
const findShared = (headers: Headers): string | undefined => {
  const control = headerOf(headers, 'cache-control').toLowerCase()
  if (/\b(no-store|private|no-cache)\b/.test(control)) return undefined
  const isFresh = /\b(public|s-maxage=[1-9]|max-age=[1-9])/.test(control)
  if (isFresh) return `Cache-Control: ${control}`
  const age = headerOf(headers, 'age')
  return Number(age) > 0 ? `Age: ${age}` : undefined
}
