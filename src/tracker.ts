import { attempt } from './attempt'
import { cleanAddress } from './click/address'
import { readLocation, readNavigation, readReferrer } from './click/landing'
import { forgetClick, keepClick, readClick } from './click/memory'
import { decide, isConsentRequired, readConsent } from './consent'
import { createBody } from './conversion/body'
import { clearOutbox, deliver, KEY_PATTERN, send } from './conversion/delivery'
import { holdForm, isCounted } from './conversion/forms'
import { onHubSpotSuccess } from './conversion/hubspot'
import { createResult, promiseResult } from './conversion/result'
import { diagnose } from './diagnose'
import { whenIdle } from './idle'
import { NAME as INSTANCE } from './name'
import { addSource, isOn, match, type Source } from './settings'
import type { Affiliate, Conversion, ConversionResult } from './types'

/** Marks an instance of ours, of any build on the page, and takes further settings for it. */
export { INSTANCE }

export interface Instance extends Affiliate {
  [INSTANCE](source: Source): void
}

/** Longest wait for a `load` event that may never come. */
const START_MS = 3e3

let landing: string | undefined
let isStarted: boolean | undefined
let isIdle: boolean | undefined

/**
 * Puts the parts together: the object that a page sees, once a page.
 *
 * While it is evaluated there is one look at the address bar, and a click is written by the end of that task. The rest waits
 * for an idle moment after `load`, for the first call that needs it, or for the page to go.
 *
 * Longer than 40 lines: its methods are few and short, and stand where a page's developer looks for them.
 *
 * @param members - What else the object has: of a stub, or of an older snippet in its place.
 */
export const createAffiliate = (source: Source, version: string, members?: object): Instance => {
  const affiliate: Instance = {
    ...attempt(() => ({ ...members })),
    version,
    getClickId() {
      start()
      return readGranted() || null
    },
    track(conversion) {
      start()
      diagnose('tracked', conversion)
      const key = match(KEY_PATTERN, () => (conversion as Conversion).publishableKey)
      // The page may change its object before the visitor has decided.
      const snapshot = JSON.parse(createBody('', conversion))
      return whenDecided(() => {
        const click = readGranted()
        if (click) return send(click, createBody(click, snapshot), key)
        diagnose('clickless')
        return Promise.resolve(createResult('ignored', { reason: readConsent() ? 'no-click' : 'no-consent' }))
      })
    },
    consent(granted) {
      decide(granted === true)
      diagnose('decided', granted)
      whenDecided(() => {
        if (!readConsent()) {
          forgetClick()
          clearOutbox()
        }
      })
      wake()
    },
    ready(callback) {
      start()
      attempt(() => callback(affiliate))
    },
    [INSTANCE](further) {
      addSource(further)
      diagnose('joined', further)
      if (isStarted) wake()
    },
  }
  addSource(source)
  diagnose('created', affiliate, source)
  landing = readLocation()
  diagnose('arrived', landing)
  if (landing) keepLanding()
  onHubSpotSuccess((form, id, email, later) => {
    start()
    if (isCounted(form))
      whenDecided(() => {
        const click = readGranted()
        if (click) holdForm(click, form, id, email, later)
        else diagnose('clickless', form)
      })
    else diagnose('uncounted', form)
  })
  if (document.readyState === 'complete') onLoad()
  else addEventListener('load', onLoad)
  setTimeout(start, START_MS)
  addEventListener('pagehide', wake)
  document.addEventListener('visibilitychange', wake)
  document.addEventListener('prerenderingchange', wake)
  return affiliate
}

/**
 * At the end of the same task, not on the stack of our evaluation: `document.cookie` has V8 note where it is called from, for
 * which it parses every function on the stack again, and so the whole script; a millisecond of a cold page.
 */
const keepLanding = async (): Promise<void> => {
  await undefined
  attempt(() => readConsent() && keepClick(landing))
}

/** Everything that evaluation left out. */
const start = (): void => {
  if (!isStarted) wake()
}

/** Does all that may be done now: when the page is shown, hidden, left or online again, and when the visitor has decided. */
const wake = (event?: Event): void => {
  if (!isStarted) {
    isStarted = true
    landing ||= attempt(readNavigation) || (isConsentRequired() ? readReferrer() : undefined)
    addEventListener('online', wake)
    addEventListener('pageshow', wake)
  }
  const granted = readConsent()
  diagnose('asked', granted, landing)
  if (granted === undefined) return
  if (granted) deliver(undefined, event?.type === 'pagehide', keepClick(landing))
  diagnose('woken', landing)
  for (const task of waiting.splice(0)) task()
  // Never before routers have taken over the page, so never before an idle moment after `load`.
  if (granted && isIdle && !isOn('keep-url')) cleanAddress()
}

const onLoad = (): void =>
  whenIdle(() => {
    isIdle = true
    wake()
  })

const readGranted = () => (readConsent() ? readClick() : undefined)

const waiting: (() => unknown)[] = []

/** Runs a task at once, or with the visitor's decision. */
const whenDecided = <T>(task: () => T) => {
  return readConsent() === undefined
    ? promiseResult('undecided', (resolve) => waiting.push(async () => resolve((await task()) as ConversionResult)))
    : task()
}
