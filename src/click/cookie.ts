import Cookies from 'js-cookie'
import { attempt } from '../attempt'
import { COOKIE_NAME, decodeClickId } from './id'

/**
 * js-cookie's own encoding leaves `+`, which PHP reads as a space, and its decoding takes damaged values as they are. Made
 * when asked for: a jar is two small objects, nothing beside a look at `document.cookie`.
 */
const jar = () =>
  Cookies.withConverter<string>({ read: decodeClickId, write: encodeURIComponent as (id: string) => string })

/**
 * Reads the click id of the cookie. With duplicates (a host-only cookie beside a domain's is another cookie) the first
 * valid one, as the server entry reads.
 */
export const readCookie = (): string | undefined => attempt(() => jar().get(COOKIE_NAME))

/**
 * Writes the cookie on the widest domain that holds it, and leaves no other cookie of its name.
 *
 * @param days - Lifetime from now.
 * @param domain - To try first: a parent domain of the page, or `host`.
 * @returns The domain that held, '' for this host alone, or undefined where no cookie can be held.
 */
export const writeCookie = (id: string, days: number, domain: string | undefined): string | undefined => {
  removeCookie()
  const tried = domains()
  if (domain) tried.unshift(domain === 'host' ? '' : domain)
  return tried.find((candidate) => {
    setCookie(id, days, candidate)
    return readCookie() === id
  })
}

/** Sets the cookie on one domain, '' for this host alone; the browser may refuse it without a word. */
export const setCookie = (id: string, days: number, domain: string): void => {
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
export const removeCookie = (): void => {
  if (attempt(() => document.cookie.includes(COOKIE_NAME))) for (const domain of domains()) setCookie('', -1, domain)
}

/**
 * The domains to try, widest first, '' last. The browser alone knows the public suffixes; since Firefox logs every refused
 * try, the plain ones are left out, and with them hosts on which no cookie may be tried: a single label; an IP address
 * (WebKit would take `Domain=0.1` on 127.0.0.1); one with a closing dot (it would take `co.uk.`); what looks like `co.uk`.
 */
const domains = (): string[] => {
  const tried = ['']
  for (
    let domain = location.hostname;
    !/^[^.]*$|^[\d.]+$|:|\.$|^(com?|net|org|gov|edu|ac|ne|or|go)\.[a-z]{2}$/.test(domain);
    domain = domain.replace(/.*?\./, '')
  )
    tried.unshift(domain)
  return tried
}
