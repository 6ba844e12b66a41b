/**
 * What a source of a Content Security Policy allows.
 *
 * @see https://w3c.github.io/webappsec-csp/#match-url-to-source-expression
 */

const SCHEME = /^([a-z][a-z\d+.-]*):$/i

/** Scheme, host, port and path; each but the host may be missing. */
const HOST = /^(?:([a-z][a-z\d+.-]*):\/\/)?(\*|(?:\*\.)?[\w-]+(?:\.[\w-]+)*)(?::(\d+|\*))?(\/[^?#]*)?$/i

/** Asks whether a source matches an address, on a page of an address of its own. */
export const matchesSource = (source: string, url: URL, page: URL): boolean => {
  if (source === '*') return /^(https?|wss?):$/.test(url.protocol) || url.protocol === page.protocol
  if (/^'self'$/i.test(source)) return isSelf(url, page)
  const scheme = SCHEME.exec(source)?.[1]
  if (scheme !== undefined) return matchesScheme(scheme.toLowerCase(), nameOf(url))
  const [, given, host, port, path] = HOST.exec(source) ?? []
  return (
    host !== undefined &&
    matchesScheme((given ?? nameOf(page)).toLowerCase(), nameOf(url)) &&
    matchesHost(host.toLowerCase(), url.hostname) &&
    matchesPort(port, url) &&
    matchesPath(path, url.pathname)
  )
}

const nameOf = ({ protocol }: URL) => protocol.slice(0, -1)

/** What is allowed insecurely is allowed securely. */
const matchesScheme = (given: string, actual: string) =>
  given === actual || (given === 'http' && actual === 'https') || (given === 'ws' && /^(wss|https?)$/.test(actual))

const matchesHost = (given: string, actual: string) =>
  given === '*' || (given.startsWith('*.') ? actual.endsWith(given.slice(1)) : actual === given)

const matchesPort = (given: string | undefined, url: URL) => {
  const actual = portOf(url)
  if (given === undefined) return actual === DEFAULT_PORTS[url.protocol]
  return given === '*' || given === actual || (given === '80' && actual === '443')
}

/** One that ends in a slash allows all that is under it. */
const matchesPath = (given: string | undefined, actual: string) => {
  if (given === undefined || given === '/') return true
  const path = decode(given)
  return path.endsWith('/') ? decode(actual).startsWith(path) : decode(actual) === path
}

const isSelf = (url: URL, page: URL) => {
  if (url.origin === page.origin) return true
  const isSamePort = portOf(url) === portOf(page) || [url, page].every((one) => one.port === '')
  return url.hostname === page.hostname && isSamePort && page.protocol === 'http:' && url.protocol === 'https:'
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' }

const portOf = ({ port, protocol }: URL) => port || DEFAULT_PORTS[protocol] || ''

const decode = (path: string) => {
  try {
    return decodeURIComponent(path)
  } catch {
    // A broken escape stands for itself.
    return path
  }
}
