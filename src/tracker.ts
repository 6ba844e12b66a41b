import { attempt } from './attempt'
import { cleanAddress, watchAddress } from './click/address'
import { readLocation, readNavigation, readReferrer } from './click/landing'
import { isLandingPage } from './click/frame'
import { forgetClick, isForgotten, keepClick, readClick, takeClickBefore } from './click/memory'
import { type Consent, decide, isConsentRequired, readConsent } from './consent'
import { createBody, normalize } from './conversion/body'
import { clearOutbox, deliver, deliverFor, expireOutbox, releaseHeld, send } from './conversion/delivery'
import { holdForm, isCounted, type Success } from './conversion/forms'
import { onHubSpotSuccess } from './conversion/hubspot'
import { createResult, promiseResult } from './conversion/result'
import { diagnose } from './diagnose'
import { whenIdle } from './idle'
import { readDocument } from './platform/named'
import { onOtherTabsDenial, tellOtherTabs } from './tabs'
import { addSources, readSetting, type Source } from './settings/resolve'
import { readKey } from './settings/words'
import type { Affiliate, Conversion, ConversionResult } from './types'

/** Marks an instance of ours, of any build on the page, and takes further settings for it. */
export const INSTANCE = 'introw:instance'

export interface Instance extends Affiliate {
  readonly [INSTANCE]: (sources: readonly Source[]) => void
}

/** Longest wait for a `load` event that may never come. */
const START_MS = 3e3

let landing: string | undefined
let isStarted = false
let isIdle = false

/**
 * Puts the parts together: the object that a page sees, once a page.
 *
 * While it is evaluated there is one look at the address bar, and a click is written by the end of that task. The rest waits
 * for an idle moment after `load`, for the first call that needs it, or for the page to go.
 *
 * @param members - What else the object has: of a stub, or of an older snippet in its place.
 */
export const createAffiliate = (sources: readonly Source[], version: string, members?: object): Instance => {
  const affiliate: Instance = {
    ...attempt(() => ({ ...members })),
    version,
    getClickId() {
      start()
      return readGrantedClick() ?? null
    },
    track(conversion) {
      start()
      diagnose('tracked', { conversion })
      return track(conversion)
    },
    consent(granted) {
      diagnose('decided', { granted })
      takeDecision(granted === true)
      whenDecided(tellDenial)
    },
    ready(callback) {
      start()
      attempt(() => callback(affiliate))
    },
    [INSTANCE](further) {
      addSources(further)
      diagnose('joined', { sources: further })
      if (isStarted) wake()
    },
  }
  addSources(sources)
  deliverFor({ _isForgotten: isForgotten, _takeClickBefore: takeClickBefore })
  diagnose('created', { affiliate, sources })
  landing = isLandingPage() ? readLocation() : undefined
  diagnose('arrived', { landing })
  if (landing !== undefined) void keepLanding()
  onHubSpotSuccess(convertForm)
  listen()
  return affiliate
}

/**
 * At the end of the same task, not on the stack of our evaluation: `document.cookie` has V8 note where it is called from, for
 * which it parses every function on the stack again, and so the whole script; a millisecond of a cold page.
 */
const keepLanding = async (): Promise<void> => {
  watchAddress()
  await Promise.resolve()
  attempt(() => {
    if (readConsent() === 'granted') keepClick(landing)
  })
}

const listen = (): void => {
  if (readDocument('readyState') === 'complete') onLoad()
  else addEventListener('load', onLoad)
  setTimeout(start, START_MS)
  addEventListener('pagehide', wake)
  // Both are events of `document`, which a listener of `window` hears on their way down.
  addEventListener('visibilitychange', wake, true)
  addEventListener('prerenderingchange', wake, true)
  onOtherTabsDenial(() => takeDecision(false))
}

const start = (): void => {
  if (!isStarted) wake()
}

/** Does all that may be done now: when the page is shown, hidden, left or online again, and when the visitor has decided. */
const wake = (event?: Event): void => {
  const isFirst = !isStarted
  if (isFirst) {
    isStarted = true
    landing ??= isLandingPage() ? readEarlierLanding() : undefined
    addEventListener('online', wake)
    addEventListener('pageshow', wake)
  }
  const consent = readConsent()
  diagnose('asked', { consent, landing })
  if (isFirst) expireOthers(consent)
  if (consent === 'undecided') return
  const isGranted = consent === 'granted'
  if (isGranted) deliver(event?.type === 'pagehide' ? releaseHeld : undefined, keepClick(landing))
  diagnose('woken', { landing })
  for (const task of waiting.splice(0)) task()
  // Never before routers have taken over the page, so never before an idle moment; what was not taken is not cut.
  if (isGranted && isIdle && !readSetting('keep-url') && isLandingPage()) cleanAddress(landing)
}

/** The outbox that is delivered is looked at anyway. */
const expireOthers = (consent: Consent) => {
  for (const area of ['local', 'session'] as const)
    if (consent !== 'granted' || area !== readSetting('outbox')) expireOutbox(area)
}

/** Something may have replaced the address before the script came. */
const readEarlierLanding = () => attempt(readNavigation) ?? (isConsentRequired() ? readReferrer() : undefined)

const onLoad = (): void => {
  whenIdle(() => {
    isIdle = true
    wake()
  })
}

/** The page may change its object before the visitor has decided: it is read at once. */
const track = (conversion: Conversion | undefined): Promise<ConversionResult> => {
  const content = normalize(conversion)
  // A getter of the page's may throw, and a key may be anything.
  const publishableKey = attempt(() => readKey(conversion?.publishableKey ?? ''))
  const convert = (): Promise<ConversionResult> => {
    const click = readGrantedClick()
    if (click !== undefined) return send(click, createBody(click, content), publishableKey)
    diagnose('clickless', {})
    const reason = readConsent() === 'granted' ? 'no-click' : 'no-consent'
    return Promise.resolve(createResult('ignored', { reason }))
  }
  // Not resolved with its promise, which may be open for longer.
  return readConsent() === 'undecided'
    ? promiseResult('undecided', (resolve) => waiting.push(() => void convert().then(resolve)))
    : convert()
}

const convertForm = (success: Success): void => {
  const form = success._form
  start()
  if (!isCounted(form)) {
    diagnose('uncounted', { form })
    return
  }
  whenDecided(() => {
    const click = readGrantedClick()
    if (click === undefined) diagnose('clickless', { form })
    else holdForm(click, success)
  })
}

const takeDecision = (granted: boolean): void => {
  decide(granted)
  whenDecided(() => {
    if (readConsent() !== 'denied') return
    forgetClick()
    clearOutbox()
  })
  wake()
}

/** A prerendered page may never be shown: it says nothing until then. */
const tellDenial = (): void => {
  if (readConsent() === 'denied') tellOtherTabs()
}

const readGrantedClick = () => (readConsent() === 'granted' ? readClick() : undefined)

const waiting: (() => void)[] = []

/** Runs a task at once, or with the visitor's decision. */
const whenDecided = (task: () => void): void => {
  if (readConsent() === 'undecided') waiting.push(task)
  else task()
}
