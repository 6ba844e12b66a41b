import { checkConversion, checkPreflight, findKeyFault } from './api'
import type { Page } from './page'
import { find, type Finding } from './finding'
import { inspect, type Inspection, isMixed } from './inspect'
import type { Ask } from './network'
import { withoutProbe } from './probe'
import { follow, type Hop } from './redirects'
import { arrive } from './visit'

/** What was found at an address. */
export interface Visit {
  /** As it was given. */
  readonly address: string
  readonly hops: readonly Hop[]
  /** Where it ends. */
  readonly page: string
  readonly findings: readonly Finding[]
  /** What is good to know. */
  readonly facts: readonly string[]
}

/** The page's own, or one that was given. */
export type Key = { readonly from: 'page' } | { readonly from: 'command'; readonly text: string }

export interface Examination {
  readonly addresses: readonly URL[]
  readonly ask: Ask
  /** With which key a conversion is tried. Default: none is sent. */
  readonly key?: Key | undefined
  /** Says what is about to be sent. */
  readonly announce: (text: string) => void
  readonly now: number
}

/** Examines sites from outside, one after the other; what several of them share, once. */
export const examine = async (examination: Examination): Promise<readonly Visit[]> => {
  const seen = new Set<string>()
  const isFirst = (what: string) => !seen.has(what) && seen.add(what)
  const visits: Visit[] = []
  for (const address of examination.addresses) visits.push(await visit(address, examination, isFirst))
  return visits
}

type IsFirst = (what: string) => unknown

const visit = async (address: URL, examination: Examination, isFirst: IsFirst): Promise<Visit> => {
  const { ask, now } = examination
  const way = await follow(address, ask)
  const { page, findings, facts } = arrive(way, now)
  const answer = way.answers.at(-1)
  const end = withoutProbe(way.end.url.href)
  const base = { address: address.href, hops: way.hops, page: end }
  if (!page || !answer) return { ...base, findings: distinct(findings), facts }
  if (!isFirst(end))
    return { ...base, findings: distinct(findings), facts: [...facts, 'Of the page itself, see above.'] }
  const inspection = await inspect(page, answer.headers, ask)
  const api = await examineApi(inspection, page, examination, isFirst)
  return {
    ...base,
    findings: distinct([...findings, ...inspection.findings, ...api.findings]),
    facts: [...new Set([...facts, ...inspection.facts, ...api.facts])],
  }
}

const distinct = (findings: readonly Finding[]) => [...new Map(findings.map((one) => [one.text, one])).values()]

const NOTHING = { findings: [], facts: [] }

const examineApi = async (
  inspection: Inspection,
  page: Page,
  { ask, key, announce }: Examination,
  isFirst: IsFirst,
) => {
  const isElsewhere = inspection.findings.some(({ code }) => code === 'host-path')
  const { apiHost, publishableKey } = inspection.settings ?? {}
  // Nobody is there, as was said.
  if (apiHost === undefined || isElsewhere) return NOTHING
  const { origin } = page.url
  const question = { apiHost, origin, ask }
  if (isMixed(new URL(apiHost), page) && !inspection.isUpgraded)
    return { findings: [find('mixed-content', apiHost)], facts: [] }
  if (!isFirst(`${apiHost} ${origin}`)) return NOTHING
  const findings = await checkPreflight(question)
  if (key === undefined || findings.length > 0) return { findings, facts: [] }
  const used = key.from === 'page' ? publishableKey : key.text
  const fault = findKeyFault(used)
  if (fault || used === undefined) return { findings: fault ? [fault] : [], facts: [] }
  announce(
    `Sends one conversion without a click to ${apiHost}, from ${origin}, with the key ${used}. It records nothing.`,
  )
  return checkConversion(question, used)
}
