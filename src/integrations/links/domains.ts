import { readList } from '../../settings/words'

/** At least two labels: `com` would be everybody's. */
const HOST = /^([\w-]+\.)+[\w-]+$/

/** Reads an address; undefined for what is none. Without `attempt`, since servers and the development build read them too. */
export const parseUrl = (url: string, base?: string): URL | undefined => {
  try {
    return new URL(url, base)
  } catch {
    return undefined
  }
}

/** Reads a domain as browsers write it, in punycode; undefined for what is none, or more than one. */
export const toDomain = (text: string): string | undefined => {
  const { hostname = '', href } = parseUrl(`https://${text}`) ?? {}
  return HOST.test(hostname) && href === `https://${hostname}/` ? hostname : undefined
}

/** Reads lists of domains: of several sources each has to name what counts. */
export const readDomains = (texts: readonly string[]): string[] => {
  const lists = texts.map((text) => readList(text).flatMap((item) => toDomain(item) ?? []))
  const isEverywhere = (domain: string) => lists.every((list) => list.some((other) => isWithin(domain, other)))
  return [...new Set(lists.flat())].filter(isEverywhere)
}

/** Asks whether a host is a domain's: the domain itself, or behind a dot. */
export const isWithin = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`)

/** The host of an address, if it is of the web, and of one of these domains. */
export const findListed = (url: URL | undefined, domains: readonly string[]): string | undefined =>
  url && /^https?:$/.test(url.protocol) && domains.some((domain) => isWithin(url.hostname, domain))
    ? url.hostname
    : undefined
