import { splitUrl } from '../click/url'
import type { Answer, Ask, Question } from './network'
import { type Fate, fateIn, isPartnerLink, PROBE, withProbe } from './probe'

/** One redirect. */
export interface Hop {
  readonly status: number
  readonly from: string
  readonly to: string
  /** What has become of the probe behind it. */
  readonly fate: Fate
}

export type Answered = Extract<Answer, { state: 'answered' }>

/** An answer, and whose it is. */
type Arrived = Answered & { readonly url: URL }

/** Where an address leads. */
export interface Way {
  readonly hops: readonly Hop[]
  /** All answers, the last one too. */
  readonly answers: readonly Arrived[]
  /** The click that was put into it. */
  readonly click: string
  readonly end:
    | { readonly state: 'page'; readonly url: URL; readonly answer: Answered }
    | { readonly state: 'failed'; readonly url: URL; readonly cause: string }
    | { readonly state: 'loop' | 'endless'; readonly url: URL }
    | { readonly state: 'odd'; readonly url: URL; readonly location: string }
}

/** Most redirects that are followed; browsers give up after 20. */
export const HOPS_MAX = 10

const REDIRECTS = [301, 302, 303, 307, 308]

/** Follows an address by hand, with the probe in it, or with the click that a partner's link gives. */
export const follow = async (address: URL, ask: Ask): Promise<Way> => {
  const hops: Hop[] = []
  const answers: Arrived[] = []
  let click = PROBE
  let url = isPartnerLink(address) ? address : withProbe(address)
  const end = (how: Way['end']): Way => ({ hops, answers, click, end: how })
  for (;;) {
    const answer = await ask({ url, headers: { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } })
    if (answer.state === 'failed') return end({ state: 'failed', url, cause: answer.cause })
    answers.push({ ...answer, url })
    const location = locationOf(answer)
    if (location === undefined) return end({ state: 'page', url, answer })
    const next = resolve(location, url)
    if (!next) return end({ state: 'odd', url, location })
    if (url === address) click = splitUrl(next.href).id ?? click
    hops.push({ status: answer.status, from: url.href, to: next.href, fate: fateIn(next.href, click) })
    if (answers.some((before) => before.url.href === next.href)) return end({ state: 'loop', url })
    if (hops.length === HOPS_MAX) return end({ state: 'endless', url })
    url = next
  }
}

/** Asks for a file as browsers do, wherever it is by now. */
export const load = async (question: Question, ask: Ask, hopsLeft = HOPS_MAX): Promise<Answer> => {
  const answer = await ask(question)
  const location = answer.state === 'answered' ? locationOf(answer) : undefined
  const next = location === undefined ? undefined : resolve(location, question.url)
  return next && hopsLeft > 0 ? load({ ...question, url: next }, ask, hopsLeft - 1) : answer
}

/** Node takes each byte for a letter, and browsers take them for UTF-8. */
const locationOf = ({ status, headers }: Answered): string | undefined => {
  const location = REDIRECTS.includes(status) ? headers.location?.[0] : undefined
  return location === undefined ? undefined : Buffer.from(location, 'latin1').toString()
}

/** A fragment stays where the next address has none (https://fetch.spec.whatwg.org/#concept-response-location-url). */
const resolve = (location: string, from: URL): URL | undefined => {
  if (!URL.canParse(location, from)) return undefined
  const next = new URL(location, from)
  next.hash ||= from.hash
  return /^https?:$/.test(next.protocol) ? next : undefined
}
