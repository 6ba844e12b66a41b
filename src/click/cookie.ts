import Cookies from 'js-cookie'
import { attempt } from '../platform/attempt'
import { isCookieHidden, readDocument, writeHiddenCookie } from '../platform/named'
import { COOKIE_NAME, HOST_ONLY, listClickIds } from './id'

const DAY_SECONDS = 86_400

/** A single label; an IPv4 address; an IPv6 one; a closing dot: ARCHITECTURE.md#no-domain-for-some-hosts. */
const NO_DOMAIN = /^[^.]*$|^[\d.]+$|:|\.$/

/** Public suffixes of this plain kind are left out: ARCHITECTURE.md#plain-suffixes. */
const PLAIN_SUFFIX = /^(com?|net|org|gov|edu|ac|ne|or|go)\.[a-z]{2}$/

/** Most parts of a path that are looked at for cookies of a narrower path. */
const PATH_PARTS_MAX = 10

/** Reads the click ids of the cookies; more than one where another has a domain or a path of its own. */
export const readCookies = (): string[] => attempt(() => listClickIds(readDocument('cookie'))) ?? []

/** Reads the click id of the cookie. */
export const readCookie = (): string | undefined => readCookies()[0]

/**
 * Writes the cookie, and leaves no other of its name: on the widest domain that holds it, or on the one that is asked for,
 * and on this host alone where neither holds.
 *
 * @param days - Lifetime from now.
 * @param asked - A parent domain of the page, or `HOST_ONLY`. Default: the widest.
 * @returns The domain that held, `HOST_ONLY` for this host alone, or undefined where no cookie can be held.
 */
export const writeCookie = (id: string, days: number, asked: string | undefined): string | undefined => {
  removeCookie()
  return (asked ? [asked, HOST_ONLY] : listDomains()).find((domain) => {
    setCookie(id, days, domain)
    return readCookie() === id
  })
}

/** js-cookie's own encoding leaves `+`, which PHP reads as a space. Made when asked for: a jar is two small objects. */
const createJar = () => Cookies.withConverter<string>({ write: (id) => encodeURIComponent(id) })

/** Sets the cookie on one domain; the browser may refuse it without a word. */
export const setCookie = (id: string, days: number, domain: string, path = '/'): void => {
  attempt(() => {
    // Over http a Secure cookie is dropped.
    const secure = location.protocol === 'https:'
    const parent = domain === HOST_ONLY ? '' : domain
    // Whole seconds: with anything but digits in it browsers take no notice, and the cookie ends with the session.
    const maxAge = String(Math.round(days * DAY_SECONDS))
    if (isCookieHidden()) {
      const where = (parent && `; domain=${parent}`) + (secure ? '; secure' : '')
      writeHiddenCookie(
        `${COOKIE_NAME}=${encodeURIComponent(id)}; path=${path}; max-age=${maxAge}; samesite=lax${where}`,
      )
      // js-cookie leaves out what is empty. Of its `expires` it makes a date, which a cold page formats for a tenth of a millisecond.
    } else createJar().set(COOKIE_NAME, id, { 'max-age': maxAge, sameSite: 'Lax', secure, domain: parent, path })
  })
}

/** Removes the cookie from every domain and path that this page can write. */
export const removeCookie = (): void => {
  if (!hasCookie()) return
  removeFrom('/')
  removeTwins()
}

/** Asks for damaged ones, too. */
const hasCookie = (): boolean | undefined => attempt(() => readDocument('cookie').includes(COOKIE_NAME))

/** Removes the cookies of paths narrower than the one that we write: browsers and servers read them first. */
export const removeTwins = (): void => {
  let path = ''
  for (const part of location.pathname.split(/\/+/, PATH_PARTS_MAX).slice(1)) {
    path += '/' + part
    removeFrom(path)
    removeFrom(path + '/')
  }
}

const removeFrom = (path: string): void => {
  if (hasCookie()) for (const domain of listDomains()) setCookie('', -1, domain, path)
}

/** The domains to try, widest first, `HOST_ONLY` last. The browser alone knows the public suffixes. */
export const listDomains = (): string[] => {
  const domains = [HOST_ONLY]
  let domain = location.hostname
  while (!NO_DOMAIN.test(domain) && !PLAIN_SUFFIX.test(domain)) {
    domains.unshift(domain)
    domain = domain.replace(/.*?\./, '')
  }
  return domains
}
