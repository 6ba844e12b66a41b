import { CONVERSIONS_PATH } from '../conversion/api'
import { findSecret, shorten } from '../debug/secret'
import { SECRET_KEY } from '../settings/words'
import { toText } from './body'
import { find, type Finding } from './finding'
import { type Answer, type Ask, headerOf, type Headers } from './network'

/** What is asked of the API, and for which page. */
export interface ApiQuestion {
  readonly apiHost: string
  readonly origin: string
  readonly ask: Ask
}

/** A click id that no partner's link has: the contract's answer is `ignored`. */
export const NO_CLICK = 'introw-doctor'

const NEEDED = ['content-type', 'x-introw-publishable-key']

/** Asks as a browser does before it sends a conversion; under the page's own origin it does not ask. */
export const checkPreflight = async ({ apiHost, origin, ask }: ApiQuestion): Promise<readonly Finding[]> => {
  const url = new URL(apiHost + CONVERSIONS_PATH)
  if (url.origin === origin) return []
  const asked = { Origin: origin, 'Access-Control-Request-Method': 'POST' }
  const headers = { ...asked, 'Access-Control-Request-Headers': NEEDED.join(',') }
  const answer = await ask({ url, method: 'OPTIONS', headers })
  if (answer.state === 'failed') return [findNoAnswer(answer, apiHost, origin)]
  const why = findRefusal(answer, origin)
  return why === undefined ? [] : [find('preflight-refused', url.href, why)]
}

/** Why a key is not sent; undefined where it may be. */
export const findKeyFault = (key: string | undefined): Finding | undefined => {
  if (key === undefined) return find('key-missing')
  return SECRET_KEY.test(key) ? find('key-secret', shorten(findSecret(key) ?? key)) : undefined
}

/** Sends a conversion of no click, which tells key and allowed origins apart, and records nothing. */
export const checkConversion = async (
  { apiHost, origin, ask }: ApiQuestion,
  key: string,
): Promise<{ readonly findings: readonly Finding[]; readonly facts: readonly string[] }> => {
  const url = new URL(apiHost + CONVERSIONS_PATH)
  const headers = { Origin: origin, 'Content-Type': 'application/json', 'x-introw-publishable-key': key }
  const answer = await ask({ url, method: 'POST', headers, body: JSON.stringify({ clickId: NO_CLICK }) })
  if (answer.state === 'failed') return { findings: [findNoAnswer(answer, apiHost, origin)], facts: [] }
  const { status, error } = readAnswer(answer)
  if (answer.status === 200 && status === 'ignored') {
    const isReadable = url.origin === origin || isAllowed(answer.headers, origin)
    const facts = [`The API knows the key, and takes conversions from ${origin}.`]
    return { findings: isReadable ? [] : [find('answer-unreadable', url.href)], facts }
  }
  return { findings: [refusalOf(answer.status, { key, origin, error, url: url.href, status })], facts: [] }
}

interface Refused {
  readonly key: string
  readonly origin: string
  readonly error: string
  readonly url: string
  readonly status: unknown
}

const refusalOf = (code: number, { key, origin, error, url, status }: Refused): Finding => {
  if (code === 401) return find('key-refused', key, error)
  if (code === 403) return find('origin-refused', origin, error)
  if (code === 404 || code === 405 || (code < 400 && status === undefined)) return find('no-answer', code, url)
  return find('answer-odd', url, code, typeof status === 'string' ? `, ${status}` : error && `, ${error}`)
}

const findNoAnswer = ({ cause, isLate }: Extract<Answer, { state: 'failed' }>, apiHost: string, origin: string) =>
  isLate ? find('timed-out', apiHost) : find('unreachable', apiHost, cause, origin, undefined)

const readAnswer = ({ bytes }: { readonly bytes: Buffer }): { readonly status: unknown; readonly error: string } => {
  try {
    const { status, error } = Object(JSON.parse(toText(bytes, ''))) as { status?: unknown; error?: unknown }
    const { code, message } = Object(error) as { code?: unknown; message?: unknown }
    return { status, error: [code, message].filter(Boolean).map(String).join(': ') }
  } catch {
    // No JSON: not the API's.
    return { status: undefined, error: '' }
  }
}

/** Why a browser sends nothing after this answer (https://fetch.spec.whatwg.org/#cors-preflight-fetch). */
const findRefusal = ({ status, headers }: Extract<Answer, { state: 'answered' }>, origin: string) => {
  if (status < 200 || status > 299) return `is ${status}`
  if (!isAllowed(headers, origin)) return `does not allow ${origin} (Access-Control-Allow-Origin)`
  const allowed = headerOf(headers, 'access-control-allow-headers')
    .toLowerCase()
    .split(/\s*,\s*/)
  const missing = NEEDED.filter((name) => !allowed.includes('*') && !allowed.includes(name))
  return missing.length > 0 ? `does not allow ${missing.join(' and ')} (Access-Control-Allow-Headers)` : undefined
}

const isAllowed = (headers: Headers, origin: string) =>
  ['*', origin].includes(headerOf(headers, 'access-control-allow-origin'))
