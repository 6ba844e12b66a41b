/** Whose name a request calls the sandbox by. */
export type HostCheck =
  | { readonly state: 'allowed' }
  | { readonly state: 'unknown'; readonly host: string }
  /** There is no name, more than one, or what is none. */
  | { readonly state: 'malformed' }

// RFC 9110, section 7.2: a host, and maybe a port. What no host has (a user, a path, a space) is no host to us either.
const HOST_HEADER = /^(\[[\da-f:.]+\]|[\w.-]+)(:\d*)?$/i
// URLs allow more than any name has, a wildcard among it.
const CANONICAL_HOST = /^(\[[\da-f:]+\]|[\w-][\w.-]*)$/

/**
 * Makes the check that keeps pages of strangers out: who owns a domain can let its name lead to this machine, and the
 * browser then takes the sandbox for that domain's own server (DNS rebinding). The header still names the domain.
 *
 * @param names - Host names that are allowed beside those of the loopback: localhost, *.localhost, 127.0.0.0/8 and ::1.
 */
export function createHostCheck(names: readonly string[]): (headers: readonly string[]) => HostCheck {
  const allowed = new Set(names.map(canonicalHost))
  return ([header, ...others]) => {
    if (header === undefined || others.length > 0 || !HOST_HEADER.test(header)) return { state: 'malformed' }
    const host = canonicalHost(header)
    if (host === undefined) return { state: 'malformed' }
    return isLoopback(host) || allowed.has(host) ? { state: 'allowed' } : { state: 'unknown', host }
  }
}

/** A host as URLs write it, without port and trailing dot; undefined where a text is no host. */
export function canonicalHost(text: string): string | undefined {
  const bracketed = /^[\da-f.]*:[\da-f:.]*:[\da-f:.]*$/i.test(text) ? `[${text}]` : text
  const url = `http://${bracketed}`
  if (/[/?#@\\\s]/.test(text) || !URL.canParse(url)) return undefined
  const host = new URL(url).hostname.replace(/\.$/, '')
  return CANONICAL_HOST.test(host) ? host : undefined
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}
