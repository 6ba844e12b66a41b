import { attempt } from '../attempt'
import { COOKIE_NAME, decodeClickId } from '../click/id'

type CookieSource = Pick<Request, 'headers'> | Headers | string | null | undefined

/** Values of the cookie in a `Cookie` header. Linear in its length: after a `;` there is one way to read what follows. */
const VALUES = new RegExp(`(?:^|; *)${COOKIE_NAME}=([^;]+)`, 'g')

/**
 * Reads the click id of the cookie `_introw_aff`, as the snippet does: decoded, and of duplicates (a host-only cookie
 * beside a domain's is a cookie of its own) the first valid one. Never throws.
 *
 * @param from - A request, its headers, or the text of its `Cookie` header; null where there is none.
 * @returns The click id, for `record()`. Null if there is no cookie, or a damaged one, or one that holds no click id: 1 to
 *   256 characters, no control character among them.
 * @see https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html section 5.8.3
 */
export function readClickId(from: CookieSource): string | null {
  for (const [, value = ''] of attempt(() => readHeader(from)?.matchAll(VALUES)) ?? []) {
    const id = attempt(() => decodeClickId(value))
    if (id) return id
  }
  return null
}

function readHeader(from: CookieSource): string | null | undefined {
  if (typeof from === 'string' || !from) return from
  // What Next.js's `headers()` gives has a `headers` of its own, which is another thing.
  const headers = 'get' in from ? from : from.headers
  return headers.get('cookie')
}
