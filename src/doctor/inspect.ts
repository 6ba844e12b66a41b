import { readDomains } from '../integrations/links/domains'
import { LINK_DOMAINS } from '../settings/full'
import { findConsentUnset, findOthers } from './beside'
import { findBlocked, isUpgraded } from './blocked'
import { compiles } from './compiles'
import { addressOf, type Page } from './page'
import { corsOf, describeFile, findFileFaults } from './file'
import { find, type Finding } from './finding'
import { findFormsElsewhere } from './forms'
import { explainNoTag, findPlaceFaults } from './install'
import { findNeighbours, type Neighbours } from './neighbours'
import type { Ask, Headers } from './network'
import { editionOf, findSettingFaults, readSettings, type Settings } from './settings'
import { findStub } from './stub'
import { findTags, type Tag } from './tag'
import { findMarkFaults } from './marks'
import { describeVendors, findRivals } from './vendors'
import { withoutProbe } from './probe'
import { load } from './redirects'

/** What a page shows from outside. */
export interface Inspection {
  readonly findings: readonly Finding[]
  readonly facts: readonly string[]
  /** Of its tag; undefined where there is none. */
  readonly settings?: Settings
  /** Its http requests are made https ones. */
  readonly isUpgraded?: boolean
}

/** Looks at a page, and loads the file of its tag. */
export const inspect = async (page: Page, headers: Headers, ask: Ask): Promise<Inspection> => {
  const neighbours = findNeighbours(page)
  const tags = findTags(page)
  const [tag] = tags
  const settings = tag && readSettings(tag)
  const domains = settings && tag.edition !== 'core' ? readDomains(settings.texts(LINK_DOMAINS)) : []
  const everywhere = [...findMove(page), ...findFormsElsewhere(page, domains), ...findOthers(neighbours)]
  if (!settings) return { findings: [explainNoTag(page, neighbours), ...everywhere], facts: listFacts(neighbours) }
  const stub = findStub(page, compiles)
  const edition = editionOf(tag, settings)
  const file = await lookAtFile(tag, page, headers, ask)
  return {
    settings,
    isUpgraded: isUpgraded(page, headers),
    findings: [
      ...findPlaceFaults(page, tags, stub),
      ...tags.flatMap(findSettingFaults),
      ...file.findings,
      ...findBlocked(page, headers, { tag, stub, apiHost: settings.apiHost }),
      ...findConsentUnset(neighbours, settings),
      ...findRivals(page, settings, edition),
      ...findMarkFaults(page, settings, edition),
      ...everywhere,
    ],
    facts: [...file.facts, ...describeVendors(page, settings, edition), ...listFacts(neighbours)],
  }
}

/** Asks for the file as a browser does, which tells its origin where `crossorigin` has it ask. */
const lookAtFile = async (tag: Tag, page: Page, headers: Headers, ask: Ask): Promise<Inspection> => {
  const isSecured = isUpgraded(page, headers)
  if (isMixed(tag.src, page) && !isSecured) return { findings: [find('script-mixed', tag.src.href)], facts: [] }
  const url = isSecured ? new URL(tag.src.href.replace(/^http:/, 'https:')) : tag.src
  const origin = corsOf(tag) !== undefined && url.origin !== page.url.origin && { Origin: page.url.origin }
  const answer = await load({ url, headers: { Accept: '*/*', ...origin } }, ask)
  const fact = describeFile(tag, answer)
  return { findings: findFileFaults(tag, answer, page), facts: fact === undefined ? [] : [fact] }
}

/** Loopback is as good as https (https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy). */
export const isMixed = (url: URL, { url: page }: Page): boolean =>
  page.protocol === 'https:' && url.protocol === 'http:' && !/^(.*\.)?localhost$|^127\.|^\[::1\]$/.test(url.hostname)

const listFacts = ({ managers, consent }: Neighbours) => [
  ...managers.map((name) => `${name} is on this page, and may add to it what the HTML does not show.`),
  ...consent.map((name) => `${name} is on this page: whether it tells affiliate.js the answer cannot be seen.`),
]

/** A page that leads on by itself. */
const findMove = (page: Page): readonly Finding[] => {
  const refresh = page.elements.find(
    ({ name, attributes }) => name === 'meta' && /^refresh$/i.test(attributes.get('http-equiv') ?? ''),
  )
  const target = /^\s*\d[\d.]*\s*[;,]\s*(?:url\s*=\s*)?["']?([^"']+)/i.exec(refresh?.attributes.get('content') ?? '')
  const url = addressOf(page, target?.[1])
  if (!url || withoutProbe(url.href) === withoutProbe(page.url.href)) return []
  return [find('page-moves', withoutProbe(page.url.href), withoutProbe(url.href), url.href !== withoutProbe(url.href))]
}
