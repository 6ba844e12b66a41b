/**
 * The stub: what a merchant pastes above the tag of affiliate.js. It answers for the script until that has come, and where it
 * never comes. The build makes `dist/stub.html` of it: one line, which also stands in XHTML and in templates, so that its
 * code holds neither `&` nor `<`.
 */
import type { EarlyCall, EarlyCalls } from './page/early'
import type { Affiliate, ConversionResult } from './types'

/** Longest wait for a script: after it a page goes on, whatever an ad blocker or an outage has kept away. */
const PATIENCE_MS = 3_000

type Method = (argument?: unknown) => Promise<ConversionResult>

/**
 * The script's object as far as one can be without it. It has no `version`: by that a page sees whether the script has come.
 * Its methods are all one, so that `ready` and `consent` too return a promise, which is nobody's concern.
 */
interface Stub extends Readonly<Record<'track' | 'consent' | 'ready', Method>>, Pick<Affiliate, 'getClickId'> {
  readonly queue: EarlyCalls
}

/** What is called before the script has come. It does all of this when it comes, and then puts its own `push` here. */
const queue: EarlyCalls = []

/** A new one each time: a page may change what it is given. A script that comes late does all the same what was called. */
const createNoAnswer = (): ConversionResult => ({
  status: 'queued',
  reason: 'no-script',
  conversionId: null,
  formSubmissionId: null,
})

const createMethod =
  (name: EarlyCall[0]): Method =>
  (argument) =>
    new Promise((resolve) => {
      // A script that has come answers within the push, and the first answer holds.
      queue.push([name, argument, resolve])
      setTimeout(resolve, PATIENCE_MS, createNoAnswer())
    })

const affiliate: Stub = {
  queue,
  track: createMethod('track'),
  consent: createMethod('consent'),
  ready: createMethod('ready'),
  getClickId: () => (queue.getClickId ? queue.getClickId() : null),
}

// Not `this`, which is undefined in a module, and in a strict function that a tag manager wraps around it.
// Nor an element of that name, which is no own member of `window`: then there is no descriptor.
const { value } = Object(Object.getOwnPropertyDescriptor(window, 'introw')) as { readonly value?: Window['introw'] }
const introw: { affiliate?: object } = (window.introw = value || {})

// An object that is there stays: another stub's, or the script's own.
introw.affiliate = introw.affiliate || affiliate
