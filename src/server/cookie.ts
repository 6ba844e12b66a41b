import { attempt } from '../platform/attempt'
import { findClickId } from '../click/id'
import { toFields } from '../platform/fields'
import { type HeaderList, type HeaderRecord, isHeaders, isText, listHeaders, readHeader } from './headers'
import { type AnyRequest, readRequest, REQUEST_RULE } from './request'

/** A framework's cookies, decoded, as Next.js's `cookies()` gives them. */
export interface CookieJar {
  getAll(): readonly { readonly name: string; readonly value: string }[]
}

/** What a click id is read from. */
export type CookieSource =
  AnyRequest | Pick<Request, 'headers'> | Headers | HeaderRecord | CookieJar | string | null | undefined

/**
 * Reads the click id of the cookie `_introw_aff`, as the snippet does: decoded, and of duplicates (a host-only cookie
 * beside a domain's is a cookie of its own) the first valid one.
 *
 * @param from - A request, whoever gives it, as for `captureClick`; its headers; Next.js's `headers()` or `cookies()`,
 *   awaited; or the text of the `Cookie` header; null or undefined where there is none.
 * @returns The click id, for `record()`. Null if there is no cookie, or a damaged one, or one that holds no click id: 1 to
 *   256 characters, no control character among them.
 * @throws TypeError for anything else, whatever the visitor has sent: null would mean that nobody ever has a click.
 * @see https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html section 5.8.3
 */
export function readClickId(from: CookieSource): string | null {
  return findClickId(isText(from) ? from : readCookies(from ?? new Headers())) ?? null
}

function readCookies(from: object): string {
  if (isJar(from)) return attempt(() => from.getAll().map(toPair).join(';'), '')
  const headers = isHeaders(from) ? [...from] : (readRequest(from)?.headers ?? listOwn(from))
  if (!headers) throw new TypeError(`from must be ${REQUEST_RULE}; or its headers, or its Cookie header, or null`)
  return readHeader(headers, 'cookie')
}

const isJar = (from: object): from is CookieJar => {
  const { append, getAll } = toFields(from)
  return typeof getAll === 'function' && !append
}

const toPair = ({ name, value }: ReturnType<CookieJar['getAll']>[number]) => `${name}=${encodeURIComponent(value)}`

/** Headers by themselves are told from other texts by the one that every request has, or the one that is looked for. */
function listOwn(from: object): HeaderList | undefined {
  const list = listHeaders(from)
  return list?.some(([name]) => /^(host|:authority|cookie)$/i.test(name)) ? list : undefined
}
