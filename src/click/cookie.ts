import Cookies from 'js-cookie'
import { attempt } from '../attempt'
import { COOKIE_NAME, decodeClickId } from './id'

/**
 * Reads the click id of the cookie. With duplicates (a host-only cookie beside a domain's is another cookie) the first
 * valid one, as the server entry reads.
 */
export function readCookie(): string | undefined {
  return attempt(() => jar().get(COOKIE_NAME))
}

/**
 * Writes the cookie on the widest domain that holds it, and leaves no other cookie of its name.
 *
 * @param days - Lifetime from now.
 * @param domain - A parent domain of the page, `host`, or undefined for the widest.
 * @returns The domain that held, '' for this host alone, or undefined where no cookie can be held.
 */
export function writeCookie(id: string, days: number, domain: string | undefined): string | undefined {
  removeCookie()
  const tried = domain ? [domain === 'host' ? '' : domain, ''] : domains()
  return tried.find((candidate) => {
    setCookie(id, days, candidate)
    return readCookie() === id
  })
}

/** Sets the cookie on one domain, '' for this host alone; the browser may refuse it without a word. */
export function setCookie(id: string, days: number, domain: string): void {
  attempt(() =>
    jar().set(COOKIE_NAME, id, {
      expires: days,
      sameSite: 'Lax',
      // Over http a Secure cookie is dropped.
      secure: location.protocol === 'https:',
      domain,
    }),
  )
}

/** Removes the cookie from every domain that this page can write. */
export function removeCookie(): void {
  if (attempt(() => document.cookie.includes(COOKIE_NAME))) for (const domain of domains()) setCookie('', -1, domain)
}

/** What looks like `co.uk`. */
const SUFFIX = /^(com?|net|org|gov|edu|ac|ne|or|go)\.[a-z]{2}$/

/**
 * The domains to try, widest first, '' last. The browser alone knows the public suffixes; since Firefox logs every refused
 * try, the plain ones are left out. An IP address has no parent (WebKit would take `Domain=0.1` on 127.0.0.1), nor has a
 * host with a closing dot (it would take `co.uk.`).
 */
function domains(): string[] {
  const host = location.hostname
  const tried = ['']
  if (/^[\d.]+$|:|\.$/.test(host)) return tried
  for (let rest = host; rest.includes('.') && !SUFFIX.test(rest); rest = rest.slice(rest.indexOf('.') + 1)) tried.unshift(rest)
  return tried
}

let ownJar: Cookies.CookiesStatic<string> | undefined

/** js-cookie's own encoding leaves `+`, which PHP reads as a space, and its decoding takes damaged values as they are. */
function jar() {
  return (ownJar ||= Cookies.withConverter<string>({ read: decodeClickId, write: encodeURIComponent as (id: string) => string }))
}
