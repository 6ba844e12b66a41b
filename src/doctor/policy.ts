import { createHash } from 'node:crypto'
import parseDirectives from 'content-security-policy-parser'
import type { Page } from './page'
import { headerOf, type Headers } from './network'
import { matchesSource } from './sources'

/** One Content Security Policy of a page. */
export interface Policy {
  readonly directives: ReadonlyMap<string, readonly string[]>
  /** False where it only reports. */
  readonly isEnforced: boolean
  /** The place of its `meta`, from which on it holds for scripts. Of a header: -1. */
  readonly since: number
}

/** What a page wants to do. */
export type Wish =
  | { readonly kind: 'script'; readonly url: URL; readonly nonce: string; readonly integrity: string }
  | { readonly kind: 'inline'; readonly text: string; readonly nonce: string }
  | { readonly kind: 'connect'; readonly url: URL }

/** The directive that says no. */
export interface Refusal {
  readonly directive: string
  readonly sources: readonly string[]
}

/** Reads all policies of an answer and its page: all of them apply. */
export const readPolicies = (headers: Headers, page: Page): readonly Policy[] => [
  ...readHeader(headers, 'content-security-policy', true),
  ...readHeader(headers, 'content-security-policy-report-only', false),
  ...readMetas(page),
]

/** Asks one policy. Gives what refuses; undefined where nothing does. */
export const findRefusal = ({ directives }: Policy, wish: Wish, page: URL): Refusal | undefined => {
  const directive = SPEAKING[wish.kind].find((name) => directives.has(name))
  if (directive === undefined) return undefined
  const sources = directives.get(directive) ?? []
  return allows(sources, wish, page) ? undefined : { directive, sources }
}

/** The hash by which a policy knows an inline script. */
export const hashOf = (text: string, algorithm = 'sha256'): string =>
  `${algorithm}-${createHash(algorithm).update(text).digest('base64')}`

/** Which directive speaks for it: the first that is there. */
const SPEAKING = {
  script: ['script-src-elem', 'script-src', 'default-src'],
  inline: ['script-src-elem', 'script-src', 'default-src'],
  connect: ['connect-src', 'default-src'],
} as const

/** Policies stand in one header with commas between them (https://w3c.github.io/webappsec-csp/#parse-response-csp). */
const readHeader = (headers: Headers, name: string, isEnforced: boolean): Policy[] =>
  headerOf(headers, name)
    .split(',')
    .map((text) => ({ directives: parsePolicy(text), isEnforced, since: -1 }))
    .filter(({ directives }) => directives.size > 0)

/** Of a `meta` only in the head, and none that only reports (https://html.spec.whatwg.org/#attr-meta-http-equiv-content-security-policy). */
const readMetas = ({ elements }: Page): Policy[] =>
  elements.flatMap(({ name, attributes, parent, order }) => {
    const isPolicy = name === 'meta' && /^content-security-policy$/i.test(attributes.get('http-equiv') ?? '')
    if (!isPolicy || parent?.name !== 'head') return []
    return [{ directives: parsePolicy(attributes.get('content') ?? ''), isEnforced: true, since: order }]
  })

/** Blanks one by one: the parser takes time in the square of a row of them. */
const parsePolicy = (text: string) => parseDirectives(text.replace(/[\t\n\f\r ]+/g, ' '))

const allows = (sources: readonly string[], wish: Wish, page: URL): boolean => {
  if (wish.kind === 'connect') return matchesAny(sources, wish.url, page)
  if (isNonceNamed(sources, wish.nonce)) return true
  if (wish.kind === 'inline') return allowsInline(sources, wish.text)
  if (isHashNamed(sources, wish.integrity)) return true
  // What stands in the page's HTML is not trusted by a script that is.
  return !has(sources, /^'strict-dynamic'$/i) && matchesAny(sources, wish.url, page)
}

/** With a nonce, a hash or `'strict-dynamic'` beside it, `'unsafe-inline'` means nothing. */
const allowsInline = (sources: readonly string[], text: string) => {
  const isNamed = has(sources, /^'(nonce-.+|sha(256|384|512)-.+|strict-dynamic)'$/i)
  if (!isNamed && has(sources, /^'unsafe-inline'$/i)) return true
  return ['sha256', 'sha384', 'sha512'].some((algorithm) => isHashNamed(sources, hashOf(text, algorithm)))
}

const matchesAny = (sources: readonly string[], url: URL, page: URL) =>
  sources.some((source) => matchesSource(source, url, page))

const isNonceNamed = (sources: readonly string[], nonce: string) =>
  nonce !== '' && sources.some((source) => /^'nonce-/i.test(source) && source.slice(7, -1) === nonce)

/** Each hash of an `integrity` has to be named. */
const isHashNamed = (sources: readonly string[], integrity: string) => {
  const named = sources.map((source) => normalize(source.replace(/^'|'$/g, '')))
  const hashes = integrity.split(/\s+/).filter((hash) => /^sha(256|384|512)-/i.test(hash))
  return hashes.length > 0 && hashes.every((hash) => named.includes(normalize(hash)))
}

/** Both alphabets of base64 are read; the algorithm's capitals do not matter. */
const normalize = (hash: string) =>
  hash
    .replace(/^sha\d+/i, (name) => name.toLowerCase())
    .replace(/\?.*$/, '')
    .replace(/-/g, '+')
    .replace(/_/g, '/')
    .replace(/=+$/, '')

const has = (sources: readonly string[], pattern: RegExp) => sources.some((source) => pattern.test(source))
