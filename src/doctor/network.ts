import { request as requestPlain } from 'node:http'
import { request as requestSecure, type RequestOptions } from 'node:https'
import { isIP } from 'node:net'
import { type Body, readBody } from './body'
import { explainFailure } from './failure'

/** One request. */
export interface Question {
  readonly url: URL
  readonly method?: 'GET' | 'OPTIONS' | 'POST'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export type Headers = Readonly<Record<string, readonly string[] | undefined>>

/** What came of it. */
export type Answer =
  | ({ readonly state: 'answered'; readonly status: number; readonly headers: Headers } & Body)
  | { readonly state: 'failed'; readonly cause: string; readonly isLate: boolean }

export type Ask = (question: Question) => Promise<Answer>

export interface NetworkOptions {
  /** Where a host is reached. Default: by its name, and everything under `.localhost` on this machine. */
  readonly route?: (url: URL) => { readonly host: string; readonly port: number }
  /** Whom https believes. Default: those that Node believes. */
  readonly tls?: Pick<RequestOptions, 'ca'>
  /** How long one request may take. Default: 15,000, as long as the script waits for the API. */
  readonly timeoutMs?: number
  /** How much of an answer is read. Default: 5 MiB. */
  readonly bodyMaxBytes?: number
}

/** Larger than Node's 16 KiB: policies are long. */
const HEADERS_MAX_BYTES = 128 * 1024

const OURS = {
  'User-Agent': 'Mozilla/5.0 (compatible; introw-doctor/__VERSION__; +https://github.com/introw/affiliate.js)',
  'Accept-Language': 'en',
  'Accept-Encoding': 'gzip, br',
}

/** Makes what asks one question over http or https, follows nothing, and never rejects. */
export const createNetwork =
  (options: NetworkOptions = {}): Ask =>
  (question) =>
    new Promise((resolve) => {
      const { timeoutMs = 15_000, bodyMaxBytes = 5 * 1024 * 1024 } = options
      const signal = AbortSignal.timeout(timeoutMs)
      const fail = (error: unknown) =>
        resolve({ state: 'failed', isLate: signal.aborted, cause: explainFailure(error, signal.aborted, timeoutMs) })
      try {
        const outgoing = open(question, options, signal)
        outgoing.once('error', fail)
        outgoing.once('response', (incoming) => {
          const { statusCode: status = 0, headersDistinct: headers } = incoming
          readBody(incoming, bodyMaxBytes).then(
            (body) => resolve({ state: 'answered', status, headers, ...body }),
            fail,
          )
        })
        outgoing.end(question.body)
      } catch (error) {
        // Node refuses some headers and paths at once.
        fail(error)
      }
    })

/** The text of a header, several of one name joined as browsers join them. */
export const headerOf = (headers: Headers, name: string): string => (headers[name] ?? []).join(', ')

const open = ({ url, method = 'GET', headers = {} }: Question, options: NetworkOptions, signal: AbortSignal) => {
  const isSecure = url.protocol === 'https:'
  const name = url.hostname.replace(/^\[|\]$/g, '')
  return (isSecure ? requestSecure : requestPlain)({
    ...(options.route ?? findRoute)(url),
    path: url.pathname + url.search,
    method,
    headers: { Host: url.host, ...OURS, ...headers },
    agent: false,
    maxHeaderSize: HEADERS_MAX_BYTES,
    signal,
    ...(isSecure && { ...options.tls, ...(!isIP(name) && { servername: name }) }),
  })
}

/** Node asks the resolver for names under `.localhost`, which browsers know to be this machine (RFC 6761, section 6.3). */
const findRoute = ({ hostname, port, protocol }: URL) => ({
  host: hostname.endsWith('.localhost') ? '127.0.0.1' : hostname.replace(/^\[|\]$/g, ''),
  port: Number(port) || (protocol === 'https:' ? 443 : 80),
})
