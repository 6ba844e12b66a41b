import { toText } from './body'
import { describeCookie, findCookieFaults } from './cookie'
import { readPage } from './document'
import { find, type Finding } from './finding'
import { describeHop } from './hop'
import { headerOf } from './network'
import { withoutProbe } from './probe'
import type { Page } from './page'
import { type Answered, type Hop, HOPS_MAX, type Way } from './redirects'
import { findWall } from './wall'

/** What the way to a page shows. */
export interface Arrival {
  readonly findings: readonly Finding[]
  readonly facts: readonly string[]
  /** Undefined where there is none to look at. */
  readonly page?: Page
}

const HTML = /\b(text\/html|application\/xhtml\+xml)\b/i

/** Judges the way that an address leads, and reads the page at its end. */
export const arrive = ({ hops, answers, click, end }: Way, now: number): Arrival => {
  const cookies = answers.flatMap(({ headers, url }) => findCookieFaults(headers, url, now, click))
  const facts = answers.flatMap(({ headers }) => describeCookie(headers, now) ?? [])
  const findings = [...hops.flatMap(judgeHop), ...cookies]
  const url = withoutProbe(end.url.href)
  switch (end.state) {
    case 'loop':
      return { findings: [...findings, find('redirect-loop', url)], facts }
    case 'endless':
      return { findings: [...findings, find('redirect-endless', url, HOPS_MAX)], facts }
    case 'odd':
      return { findings: [...findings, find('redirect-odd', url, end.location)], facts }
    case 'failed':
      return { findings: [...findings, find('page-unreachable', url, end.cause)], facts }
    case 'page':
      return open(end.url, end.answer, { findings, facts })
  }
}

/** Only the redirect at which it happens: those behind it have nothing to lose. */
const judgeHop = ({ status, from, to, fate }: Hop, index: number, hops: readonly Hop[]): readonly Finding[] => {
  const before = hops[index - 1]?.fate ?? 'kept'
  if (fate === 'kept' || before === fate) return []
  const code = fate === 'dropped' ? 'redirect-drops' : 'redirect-changes'
  return [find(code, withoutProbe(from), withoutProbe(to), status, describeHop({ from, to }))]
}

const open = (url: URL, answer: Answered, { findings, facts }: Arrival): Arrival => {
  const address = withoutProbe(url.href)
  const type = headerOf(answer.headers, 'content-type')
  const text = toText(answer.bytes, type)
  const obstacle = findObstacle(address, answer, text, type)
  if (obstacle) return { findings: [...findings, obstacle], facts }
  const page = readPage(text, url)
  if (page.isTooDeep) return { findings: [...findings, find('page-deep', address)], facts }
  const megabytes = `${Math.round(answer.bytes.length / 1024 / 1024)} MiB`
  const huge = answer.isCut ? [find('page-huge', address, megabytes)] : []
  return { findings: [...findings, ...huge], facts, page }
}

/** Why there is no page. */
const findObstacle = (address: string, answer: Answered, text: string, type: string): Finding | undefined => {
  const { status } = answer
  const wall = findWall(answer, text)
  if (wall !== undefined) return find('page-walled', address, status, wall)
  if (status === 404 || status === 410) return find('page-missing', address, status)
  if (status < 200 || status > 299) return find('page-broken', address, status)
  // Without a type browsers look at the content.
  return type === '' || HTML.test(type) ? undefined : find('page-other', address, type)
}
