import type { Outcome } from './conversion/api'
import type { Success } from './conversion/success'
import type { Source } from './settings/resolve'
import type { ClickRecord, Entry, State, StorageArea } from './stored/state'
import type { Affiliate, ConversionResult, Diagnosis } from './types'

/** What the code tells the development build, by name, with what it comes with. `debug/` knows what to say of each. */
export interface Facts {
  /** The script looked for its own tag. */
  tag: { readonly script: HTMLScriptElement | undefined }
  /** `init()` was called; `found` is an instance that was there. */
  init: { readonly options: unknown; readonly found: Affiliate | undefined }
  /** A function of the npm entry was called, and nobody has made an instance. */
  unstarted: object
  /** A second install found an instance. */
  twice: { readonly before: Affiliate }
  published: { readonly instance: Affiliate; readonly before: object | undefined }
  created: { readonly affiliate: Affiliate; readonly sources: readonly Source[] }
  /** Further settings came for an instance that is there. */
  joined: { readonly sources: readonly Source[] }
  /** The address bar was looked at. */
  arrived: { readonly landing: string | undefined }
  /** The decision was asked for. */
  asked: { readonly consent: Diagnosis['consent']; readonly landing: string | undefined }
  /** All that may be done at the moment is done. */
  woken: { readonly landing: string | undefined }
  decided: { readonly granted: unknown }
  /** The page said yes, and a consent platform decides alone. */
  overruled: object
  click: { readonly landing: string | undefined; readonly isNew: boolean; readonly click: ClickRecord | undefined }
  /** The cookie was written, if `cookieDomain` says where. */
  cookie: { readonly cookieDomain: string | undefined }
  /** The address bar was cleaned. */
  cleaned: { readonly rest: string }
  /** The address bar was left as it is, for a router's sake. */
  left: object
  /** Storage was written; what it refused is in `memory`. */
  written: { readonly area: StorageArea; readonly memory: { readonly [area in StorageArea]?: State } }
  tracked: { readonly conversion: unknown }
  /** A conversion was given up, since there is no click or no consent. */
  clickless: { readonly success?: Success }
  email: { readonly email: string | undefined; readonly isValid: boolean }
  properties: { readonly conversion: unknown; readonly properties: { readonly [name: string]: unknown } }
  /** A body was too large. */
  cut: { readonly limit: number }
  kept: { readonly clickId: string; readonly body: string }
  /** A call of the merchant's has taken a held form's place. */
  replaced: { readonly entry: Entry }
  capped: { readonly entry: Entry | undefined }
  /** A conversion was given up, since it was too old. */
  expired: { readonly entry: Entry }
  /** The outbox was looked at. */
  outbox: { readonly entries: readonly Entry[]; readonly now: number }
  sending: { readonly entry: Entry; readonly tries: number }
  answered: {
    readonly entry: Entry
    readonly outcome: Outcome
    readonly result: ConversionResult
    readonly tries: number
  }
  /** The API does not know the newest click: the one before it gets its try. */
  unknown: { readonly entry: Entry; readonly clickId: string }
  /** A message was not believed. */
  unbelieved: { readonly event: MessageEvent }
  /** Something was accepted that does not count. */
  uncounted: { readonly success: Success }
  /** Marked forms count. */
  marks: object
  /** A marked form was submitted, and waits for the page that tells what became of it. */
  submitted: { readonly mark: string }
  /** A form marked `submit` was sent to where nobody sees the answer. */
  elsewhere: object
  /** A page prevents that the browser submits a marked form. */
  prevented: object
  /** A marked form stands on the page after its submission again. */
  refused: { readonly success: Success }
  /** Marked fields are filled. */
  fields: object
  /** A form's data was made, with the click under these names; null where there is none, or no consent. */
  filled: { readonly names: readonly string[]; readonly clickId: string | null }
  /** An element is to carry the click, by this attribute; it has a value of its own in its place where that changes nothing. */
  carried: { readonly element: Element; readonly change: readonly [name: string, value: string] }
  /** A vendor's script has made something of an element before the click could go along. */
  late: { readonly element: Element }
  /** Stripe would drop the click. */
  unfit: { readonly clickId: string }
  /** A click goes to other domains of the merchant's, those of this list. */
  linked: { readonly lists: readonly string[] }
  /** An address of one of them was given the click. */
  handed: { readonly host: string }
  held: { readonly clickId: string; readonly success: Success }
  /** `attempt` has caught something. */
  caught: { readonly error: unknown }
}

/**
 * Tells the development build what was found, done or refused. Every other build drops the calls: this does nothing, so
 * give it what is there anyway. In the development build `debug/diagnose.ts` takes its place.
 */
/* @__NO_SIDE_EFFECTS__ */
export const diagnose = <Name extends keyof Facts>(_fact: Name, _values: Facts[Name]): void => {}
