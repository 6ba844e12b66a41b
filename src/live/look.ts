import { concealIn } from '../debug/secret'
import { listSettings, origins, resolveAll } from '../debug/settings'
import { listWaiting, toWaiting } from '../debug/stored'
import { messages, say, speak } from '../debug/voice'
import { WORDS } from '../debug/words'
import { readCurrentScript } from '../platform/named'
import { readDomains } from '../integrations/links/domains'
import { LINK_DOMAINS } from '../settings/full'
import type { Affiliate, Diagnosis } from '../types'
import { findConsentUnset, findOthers } from '../doctor/beside'
import type { Finding } from '../doctor/finding'
import { findFormsElsewhere } from '../doctor/forms'
import { findPlaceFaults } from '../doctor/install'
import { findMarkFaults } from '../doctor/marks'
import { findNeighbours } from '../doctor/neighbours'
import type { Page } from '../doctor/page'
import { editionOf, findSettingFaults, listOrigins, readSettings } from '../doctor/settings'
import { findStub } from '../doctor/stub'
import { findFiles, findTags, type Tag } from '../doctor/tag'
import { findRivals } from '../doctor/vendors'
import { tellAbsence } from './absence'
import { lookForClick } from './click'
import { listCountables } from './counting'
import { lookAtDelivery } from './delivery'
import { readLivePage } from './page'
import { findPresence, type Presence } from './presence'
import { conclude } from './verdict'

/**
 * Looks at a page where production runs, or should: reads what is there, says what is wrong and one verdict, and leaves all as
 * it was. Nothing is sent, written, listened to or called; the page's object gets no member. The console shows the same as data
 * behind the verdict.
 *
 * @param instance - The page's, of any build.
 */
export const look = (instance: Affiliate | undefined): void => {
  try {
    const own = readCurrentScript()
    // Of a pasted line; what is written in the page stays there.
    if (own && !isWritten(own)) own.remove()
    const page = readLivePage(own)
    const presence = findPresence(instance)
    if (own && isWritten(own) && instance) say('other-build', instance.version)
    report(page, presence)
  } catch (error) {
    say('live-failed', String(error))
  }
}

/** A pasted element has nothing on it but its address, and a nonce. */
const isWritten = (script: HTMLScriptElement) =>
  script.getAttributeNames().some((name) => !/^(src|nonce|integrity|crossorigin|async)$/.test(name)) ||
  !/[?&]look\b/.test(script.src)

const report = (page: Page, presence: Presence) => {
  const isRunning = presence.state === 'running'
  const sure = findTags(page)
  const tags = isRunning && sure.length === 0 ? findFiles(page) : sure
  const neighbours = findNeighbours(page)
  const settings = readSettings(...tags)
  const edition = editionOf(tags[0], settings)
  const isUnseen = isRunning && tags.length === 0
  origins.push(...tags.flatMap(listOrigins))
  // Before anything is said of the settings: what may be a secret is never told in full from then on.
  const faults = tags.flatMap(findSettingFaults)
  if (presence.state === 'running') tellRunning(presence.version, tags)
  else tellAbsence(presence, { page, tags, neighbours })
  tell([
    ...findPlaceFaults(
      page,
      tags,
      findStub(page, () => true),
    ).filter(({ code }) => code !== 'no-stub'),
    ...faults,
    ...(tags.length > 0 ? findConsentUnset(neighbours, settings) : []),
    ...(isUnseen ? [] : [...findRivals(page, settings, edition), ...findMarkFaults(page, settings, edition)]),
    ...findFormsElsewhere(page, edition === 'core' ? [] : readDomains(settings.texts(LINK_DOMAINS))),
    ...findOthers(neighbours),
  ])
  const { sentence, would, ...click } = lookForClick(isRunning)
  const countables = isRunning ? listCountables({ page, settings, edition, isUnseen }) : []
  if (isRunning) lookAtDelivery(page)
  const verdict = conclude({ isRunning, hasClick: click.clickId !== null, sentence, would, countables, messages })
  const diagnosis: Diagnosis = {
    version: isRunning ? presence.version : '',
    settings: concealIn(resolveAll()) as Diagnosis['settings'],
    ...click,
    outbox: listWaiting().map(toWaiting),
    messages,
  }
  speak('verdict', WORDS.verdict(verdict), diagnosis)
}

const tellRunning = (version: string, tags: readonly Tag[]) => {
  const [tag] = tags
  say('live-running', version, tag?.edition === undefined ? '' : ` (${tag.edition} edition)`, listSettings())
  if (!tag) say('live-unseen')
}

const tell = (findings: readonly Finding[]) => {
  for (const { code, text, remedy } of findings) speak(code, { level: 'warn', text, remedy })
}
