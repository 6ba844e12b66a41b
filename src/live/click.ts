import { findClickId } from '../click/id'
import { splitUrl } from '../click/url'
import { whyRefused } from '../debug/cookie'
import { domainOf } from '../debug/report'
import { quietly } from '../debug/quietly'
import { findPlatform, origins, resolve } from '../debug/settings'
import { readStored } from '../debug/stored'
import { say } from '../debug/voice'
import { readDocument } from '../platform/named'
import type { ClickRecord } from '../stored/state'
import type { Diagnosis } from '../types'
import { toDay } from './day'

const DAY_MS = 864e5
/** Letters of an id in a verdict: who looks for all of it finds it in the data. */
const SHOWN_MAX = 12

/** What of a diagnosis is about the click, and what to say of it. */
export interface Click extends Pick<Diagnosis, 'clickId' | 'clickFrom' | 'keptIn' | 'cookieDomain' | 'consent'> {
  readonly sentence: string
  /** What a form does that counts. */
  readonly would: string
}

type Place = 'address' | 'first-address' | 'referrer'

const PLACES: Readonly<Record<Place, string>> = {
  address: 'in the address',
  'first-address': 'in the address that the page was loaded from',
  referrer: 'in the address of the page before',
}

/**
 * Looks for the visitor's click: in the cookie, in the record, and where it comes from; says what is wrong with it.
 *
 * @param isRunning - Whether there is anybody to keep it.
 */
export const lookForClick = (isRunning: boolean): Click => {
  const id = quietly(() => findClickId(readDocument('cookie')))
  const landing = findLanding()
  if (!landing && splitUrl(location.href).rest !== location.href) say('click-bad')
  if (id === undefined)
    return isRunning ? lookForUnkept(landing) : { ...NONE, consent: 'undecided', sentence: 'No click is kept.' }
  const record = readStored('local').click
  const isRecorded = record?.id === id
  return {
    clickId: id,
    clickFrom: landing?.id === id ? landing.from : 'cookie',
    keptIn: 'cookie',
    cookieDomain: isRecorded && record.cookieDomain !== undefined ? domainOf(record.cookieDomain) : null,
    ...tellKept(
      `Click kept (${shorten(id)}, ${isRecorded ? tellAge(record.firstSeenAt) : 'set by your server, or by another page of the site'})`,
    ),
  }
}

/** A cookie of ours is an earlier yes only where the setting is plain: where it is not, a platform may be meant, which alone decides. */
const tellKept = (sentence: string): Pick<Click, 'consent' | 'sentence' | 'would'> => {
  if (!isAwaited() || origins.every(({ source }) => PLAIN.test(source('consent') ?? 'granted')))
    return { consent: 'granted', sentence: `${sentence}.`, would: 'would count' }
  say('live-consent', findPlatform() ?? `consent="${resolve('consent').value}"`)
  return {
    consent: 'undecided',
    sentence: `${sentence}. Whether the visitor has said yes on this page is not seen from here.`,
    would: 'would count after the yes',
  }
}

const PLAIN = /^(granted|required)$/i

const NONE = {
  clickId: null,
  clickFrom: null,
  keptIn: null,
  cookieDomain: null,
  would: 'would count with a click',
} as const

const lookForUnkept = (landing: Landing | undefined): Click => {
  const record = readStored('local').click
  const consent = isAwaited() ? 'undecided' : 'granted'
  if (isRefused(record, landing)) {
    say('cookie-refused', ...whyRefused())
    return {
      ...NONE,
      consent,
      sentence: "No cookie holds here: a click is in the page's memory alone, and lost with it.",
      would: 'would count on this very page',
    }
  }
  if (landing && isAwaited()) {
    say('click-waits', landing.id, PLACES[landing.from])
    const platform = findPlatform()
    if (platform) say('platform-pending', platform)
    else say('consent-pending')
    return {
      ...NONE,
      clickFrom: landing.from,
      consent,
      sentence: "A click is here, and waits for the visitor's yes.",
      would: 'would count after the yes',
    }
  }
  if (isAwaited()) say('live-consent', findPlatform() ?? 'consent="required"')
  const none = { ...NONE, consent } as const
  if (record) say('live-removed', toDay(record.firstSeenAt))
  else if (!landing) {
    say('no-click')
    return { ...none, sentence: 'No click is kept: this page came without irw_id.' }
  } else say('live-untaken', landing.id, PLACES[landing.from])
  return { ...none, sentence: landing ? 'The click of this visit is not kept.' : 'No click is kept.' }
}

const isAwaited = () => resolve('consent').value !== 'granted'

/** Where a cookie was written and none can be read, or none can be written at all. */
const isRefused = (record: ClickRecord | undefined, landing: Landing | undefined) => {
  if (readDocument('cookie')) return false
  if (!navigator.cookieEnabled) return record !== undefined || landing !== undefined
  return record !== undefined && record.cookieDomain === undefined && isYoung(record.firstSeenAt)
}

const isYoung = (since: number) => Date.now() - since < daysOf() * DAY_MS

const daysOf = () => Number(resolve('cookie-days').value)

const tellAge = (since: number): string => {
  const left = Math.ceil(daysOf() - (Date.now() - since) / DAY_MS)
  return `from ${toDay(since)}, ${left > 0 ? `${left} ${left === 1 ? 'day' : 'days'} left` : 'over'}`
}

const shorten = (id: string) => (id.length > SHOWN_MAX ? `${id.slice(0, SHOWN_MAX)}…` : id)

interface Landing {
  readonly id: string
  readonly from: Place
}

/** As the code looks for it, but for what it has taken since. */
const findLanding = (): Landing | undefined => {
  const [navigation] = quietly(() => performance.getEntriesByType('navigation')) ?? []
  const isOwn = readDocument('referrer').startsWith(`${location.origin}/`)
  const places: readonly (readonly [Place, string])[] = [
    ['address', location.href],
    ['first-address', navigation?.name ?? ''],
    ['referrer', isOwn ? readDocument('referrer') : ''],
  ]
  for (const [from, address] of places) {
    const { id } = splitUrl(address)
    if (id !== undefined) return { id, from }
  }
  return undefined
}
