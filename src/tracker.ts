import { attempt } from './attempt'
import { cleanAddress } from './click/address'
import { readCookie } from './click/cookie'
import { readLocation, readNavigation, readReferrer } from './click/landing'
import { forgetClick, readClick, renewClick, takeClick } from './click/memory'
import { decide, readConsent, runWaiting, type Task, waitForConsent } from './consent'
import { createBody } from './conversion/body'
import { ANSWER_MS, clearOutbox, deliver, KEY_PATTERN, send } from './conversion/delivery'
import { holdForm, isCounted } from './conversion/forms'
import { onHubSpotSuccess } from './conversion/hubspot'
import { createResult } from './conversion/result'
import { addSource, isOn, type Source } from './settings'
import type { Affiliate, Conversion, ConversionResult } from './types'

/** Marks an instance of ours, of any build on the page, and takes further settings for it. */
export const INSTANCE = Symbol.for('introw.affiliate')

export interface Instance extends Affiliate {
  [INSTANCE](source: Source): void
}

/** Longest wait for a `load` event that may never come. */
const START_MS = 3e3

let landing: string | undefined
let isFound = false
let isTaken = false
let isStarted = false
let isIdle = false

/**
 * Puts the parts together: the object that a page sees, once a page.
 *
 * While it is evaluated there is one look at the address bar, and a click is written at once. The rest waits for an idle
 * moment after `load`, for the first call that needs it, or for the page to go.
 *
 * @param members - What else the object has: of a stub, or of an older snippet in its place.
 */
export function createAffiliate(source: Source, version: string, members?: object): Instance {
  const affiliate: Instance = {
    ...members,
    version,
    getClickId() {
      start()
      return (isGranted() && readClick()) || null
    },
    track(conversion) {
      return attempt(() => track(conversion)) || Promise.resolve(createResult('ignored', { reason: 'no-click' }))
    },
    consent(granted) {
      find()
      decide(granted === true)
      onDecision()
      start()
    },
    ready(callback) {
      start()
      attempt(() => callback(affiliate))
    },
    [INSTANCE](further) {
      addSource(further)
      if (isStarted) wake()
    },
  }
  addSource(source)
  landing = attempt(readLocation)
  if (landing && isGranted()) open()
  onHubSpotSuccess((form, values, id) => {
    start()
    if (isCounted(form))
      whenDecided((granted) => {
        const click = granted && readClick()
        if (click) holdForm(click, form, values, id)
      })
  })
  if (document.readyState === 'complete') onLoad()
  else addEventListener('load', onLoad)
  setTimeout(start, START_MS)
  addEventListener('pagehide', wake)
  document.addEventListener('visibilitychange', wake)
  document.addEventListener('prerenderingchange', onDecision)
  return affiliate
}

/** Everything that evaluation left out. */
function start(): void {
  if (isStarted) return
  find()
  isStarted = true
  addEventListener('online', wake)
  addEventListener('pageshow', wake)
  if (isGranted()) open()
}

/** Finds what the address bar no longer holds. */
function find(): void {
  if (!isFound) landing ||= attempt(readNavigation) || (isGranted() === undefined ? attempt(readReferrer) : undefined)
  isFound = true
}

/** Stores, sends and cleans: what needs consent. */
function open(): void {
  if (landing && !isTaken) {
    isTaken = true
    takeClick(landing)
  }
  if (isStarted) {
    renewClick()
    deliver()
  }
  // Never before routers have taken over the page, so never before an idle moment after `load`.
  if (isIdle && !isOn('keep-url')) attempt(cleanAddress)
}

/** Sends what is due when the page is shown, hidden, left or online again. */
function wake(event?: Event): void {
  start()
  if (isGranted()) deliver(undefined, event?.type === 'pagehide')
}

function onLoad(): void {
  const onIdle = () => {
    isIdle = true
    if (isStarted && isGranted()) open()
    start()
  }
  // Safari has no idle callbacks.
  if ('requestIdleCallback' in window) requestIdleCallback(onIdle, { timeout: 2e3 })
  else setTimeout(onIdle, 250)
}

function onDecision(): void {
  const granted = isGranted()
  if (granted === undefined) return
  if (granted) open()
  else {
    isTaken = false
    forgetClick()
    clearOutbox()
  }
  runWaiting(granted)
}

const isGranted = () => readConsent(readCookie)

function whenDecided(task: Task): void {
  const granted = isGranted()
  if (granted === undefined) waitForConsent(task)
  else task(granted)
}

function track(conversion: Conversion | undefined): Promise<ConversionResult> {
  start()
  const given = Object(conversion).publishableKey
  const key = KEY_PATTERN.test(given) ? given : undefined
  if (isGranted()) return convert(conversion, key)
  const snapshot = JSON.parse(createBody('', conversion))
  return new Promise((resolve) => {
    setTimeout(resolve, ANSWER_MS, createResult('queued', { reason: 'undecided' }))
    whenDecided((granted) => resolve(granted ? convert(snapshot, key) : createResult('ignored', { reason: 'no-consent' })))
  })
}

function convert(conversion: Conversion | undefined, key: string | undefined): Promise<ConversionResult> {
  const click = readClick()
  if (click) return send(click, createBody(click, conversion), key)
  return Promise.resolve(createResult('ignored', { reason: 'no-click' }))
}
