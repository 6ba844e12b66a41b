import { attempt } from './attempt'
import { cleanAddress, watchAddress } from './click/address'
import { getLanding, hasArrived, recallLanding } from './click/arrival'
import { isLandingPage } from './click/frame'
import { forgetClick, isForgotten, keepClick, readClick, takeClickBefore } from './click/memory'
import { decide, readConsent, runDecided, whenDecided } from './consent'
import { normalize } from './conversion/body'
import { type Change, clearOutbox, deliver, deliverFor, hurry, releaseHeld } from './conversion/delivery'
import { expireOutboxes } from './conversion/expiry'
import { holdForm, isCounted, sendCall, type Success } from './conversion/forms'
import { onHubSpotSuccess } from './conversion/hubspot'
import { createResult, promiseResult } from './conversion/result'
import { diagnose } from './diagnose'
import { whenIdle } from './idle'
import { readDocument, readWindow } from './platform/named'
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

/** The landing that was taken, which alone may be cut from the address. */
let taken: string | undefined
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
  if (hasArrived()) void keepLanding()
  diagnose('arrived', { landing: getLanding() })
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
    if (readConsent() === 'granted') keepClick(getLanding())
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
  const navigation = readWindow('navigation') as EventTarget | undefined
  navigation?.addEventListener('currententrychange', wakeOnArrival)
  onOtherTabsDenial(() => takeDecision(false))
}

const start = (): void => {
  if (isStarted) wakeOnArrival()
  else wake()
}

const wakeOnArrival = (): void => {
  if (hasArrived()) wake()
}

/** What an event changes of what waits. */
const CHANGES: Readonly<Record<string, Change>> = { pagehide: releaseHeld, online: hurry }

/** Does all that may be done now: when the page is shown, hidden, left or online again, and when the visitor has decided. */
const wake = (event?: Event): void => {
  const consent = readConsent()
  hasArrived()
  if (!isStarted) {
    isStarted = true
    recallLanding()
    addEventListener('online', wake)
    addEventListener('pageshow', wake)
    expireOutboxes(consent === 'granted' ? readSetting('outbox') : undefined)
  }
  const landing = getLanding()
  diagnose('asked', { consent, landing })
  if (consent === 'undecided') return
  if (consent === 'granted') {
    deliver(CHANGES[event?.type ?? ''], keepClick(landing))
    taken = landing
  }
  diagnose('woken', { landing })
  runDecided()
  // Never before routers have taken over the page, so never before an idle moment; what was not taken is not cut.
  const mayClean = consent === 'granted' || taken !== undefined
  if (mayClean && isIdle && !readSetting('keep-url') && isLandingPage()) cleanAddress(taken)
}

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
    if (click !== undefined) return sendCall(click, { _content: content, _publishableKey: publishableKey })
    diagnose('clickless', {})
    const reason = readConsent() === 'granted' ? 'no-click' : 'no-consent'
    return Promise.resolve(createResult('ignored', { reason }))
  }
  // Not resolved with its promise, which may be open for longer.
  return readConsent() === 'undecided'
    ? promiseResult('undecided', (resolve) => whenDecided(() => void convert().then(resolve)))
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
