import type { Answer, Ask } from './network'
import { type Fate, fateIn, withProbe } from './probe'

/** One redirect. */
export interface Hop {
  readonly status: number
  readonly from: string
  readonly to: string
  /** What has become of the probe behind it. */
  readonly fate: Fate
}

export type Answered = Extract<Answer, { state: 'answered' }>

/** Where an address leads. */
export interface Way {
  readonly hops: readonly Hop[]
  /** All answers, the last one too. */
  readonly answers: readonly (Answered & { readonly url: URL })[]
  readonly end:
    | { readonly state: 'page'; readonly url: URL; readonly answer: Answered }
    | { readonly state: 'failed'; readonly url: URL; readonly cause: string }
    | { readonly state: 'loop' | 'endless'; readonly url: URL }
    | { readonly state: 'odd'; readonly url: URL; readonly location: string }
}

/** Most redirects that are followed; browsers give up after 20. */
export const HOPS_MAX = 10

const REDIRECTS = [301, 302, 303, 307, 308]

/** Follows an address by hand, with the probe in it. */
export const follow = async (address: URL, ask: Ask): Promise<Way> => {
  const hops: Hop[] = []
  const answers: (Answered & { url: URL })[] = []
  let url = withProbe(address)
  for (;;) {
    const answer = await ask({ url, headers: { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } })
    if (answer.state === 'failed') return { hops, answers, end: { state: 'failed', url, cause: answer.cause } }
    answers.push({ ...answer, url })
    const location = REDIRECTS.includes(answer.status) ? answer.headers.location?.[0] : undefined
    if (location === undefined) return { hops, answers, end: { state: 'page', url, answer } }
    const next = resolve(location, url)
    if (!next) return { hops, answers, end: { state: 'odd', url, location } }
    hops.push({ status: answer.status, from: url.href, to: next.href, fate: fateIn(next.href) })
    if (answers.some((before) => before.url.href === next.href)) return { hops, answers, end: { state: 'loop', url } }
    if (hops.length === HOPS_MAX) return { hops, answers, end: { state: 'endless', url } }
    url = next
  }
}

/** A fragment stays where the next address has none (https://fetch.spec.whatwg.org/#concept-response-location-url). */
const resolve = (location: string, from: URL): URL | undefined => {
  if (!URL.canParse(location, from)) return undefined
  const next = new URL(location, from)
  next.hash ||= from.hash
  return /^https?:$/.test(next.protocol) ? next : undefined
}
