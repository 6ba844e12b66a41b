/**
 * The public vocabulary: what a page passes in and what it gets back.
 *
 * The wire behind it is the API operation `recordAffiliateConversion`,
 * `POST /api/v1/affiliate/conversions`.
 */

/** What a page knows of a conversion. Every field is optional; whatever is passed, the body that leaves is valid. */
export interface Conversion {
  /** E-mail address of the converting customer. One that the API would refuse travels as `properties.email`. */
  readonly email?: string | null | undefined
  /**
   * Metadata such as plan, deal value or order id. Text, finite numbers, booleans and null go as they are, a `Date` as
   * ISO 8601 text, objects and arrays as JSON text; the rest is left out. 32 KiB of UTF-8 in all, longest values cut first.
   */
  readonly properties?: object | null | undefined
  /** Publishable key for this conversion alone, in place of the page's. */
  readonly publishableKey?: string | null | undefined
}

/** Why something failed: the API's `PublicApiError`, or its nearest equivalent where the answer was none. */
export interface ConversionError {
  /** Stable and machine-readable, such as `invalid_publishable_key`; `http-<status>` where the API gave none. */
  readonly code: string
  /** For people. */
  readonly message: string
}

/** The API's definite answer, schema `AffiliateConversionResponse`. */
export interface ConversionAnswer {
  readonly status: 'recorded' | 'duplicate' | 'ignored'
  readonly conversionId: string | null
  readonly formSubmissionId: string | null
}

/** What became of a conversion, as far as the page can know within 3 seconds. */
export type ConversionResult =
  /** Logged for a partner; what is paid is decided in Introw. */
  | { readonly status: 'recorded'; readonly conversionId: string | null; readonly formSubmissionId: string | null }
  /** This click had been converted before, perhaps by this very call after a lost answer. */
  | { readonly status: 'duplicate'; readonly conversionId: null; readonly formSubmissionId: null }
  /** No attribution: the API knows no such click, there is no click, or the visitor said no. */
  | {
      readonly status: 'ignored'
      readonly conversionId: null
      readonly formSubmissionId: null
      readonly reason: 'api' | 'no-click' | 'no-consent'
    }
  /** Not decided yet: kept, and sent again by this page or a later one of the origin, unless `reason` says otherwise. */
  | {
      readonly status: 'queued'
      readonly conversionId: null
      readonly formSubmissionId: null
      /**
       * Why there is no answer yet: `waiting` for one or for the network, `network` after a failure of it, `http-<status>`
       * after an answer that is not definite, `undecided` (consent, or a prerendered page), `no-key`. Kept by this page alone:
       * `no-script`, where the stub's script is slow or blocked, and `no-init` before npm's `init()`.
       */
      readonly reason: string
      readonly error?: ConversionError
    }
  /** The API will never take it (400 or 422). */
  | {
      readonly status: 'rejected'
      readonly conversionId: null
      readonly formSubmissionId: null
      readonly error: ConversionError
    }

/** `window.introw.affiliate`, and what `init()` returns. No method throws; `track` always resolves. */
export interface Affiliate {
  /** The version of affiliate.js, as in its `package.json`. */
  readonly version: string
  /** The click id that a conversion would carry now, or null. */
  getClickId(): string | null
  /**
   * Sends a conversion of the visitor's click, and keeps it until the API has answered. There is no need to await it
   * before navigating away.
   *
   * @param conversion - What is known of it. Default: nothing.
   * @returns Its result, within 3 seconds; delivery goes on behind it.
   */
  track(conversion?: Conversion): Promise<ConversionResult>
  /**
   * Tells the visitor's decision. Yes: what waited is stored and sent. No: everything of ours is deleted.
   *
   * @param granted - The decision.
   */
  consent(granted: boolean): void
  /**
   * Calls back once the landing page's click was read; at once if it already was.
   *
   * @param callback - Gets this object. What it throws is swallowed.
   */
  ready(callback: (affiliate: Affiliate) => void): void
  /**
   * Makes an address of another domain of yours one that takes the visitor's click there, for what no listener sees:
   * `window.open(decorate(url))`, `location.href = decorate(url)`. Within 3 minutes, so at the moment of its use. In the full
   * edition with `link-domains`, and with npm's `linkDomains()`.
   *
   * @param url - Absolute, of a domain on that list.
   * @returns The address with the parameter `irw_h`. Without a click, before a yes, and for any other address: what it was given.
   */
  decorate?(url: string): string
  /** Tells all that there is to know here, as data. In the development build alone: `affiliate.debug.js`, `@introw/affiliate/debug`. */
  debug?(): Diagnosis
}

/** What `debug()` of the development build tells. */
export interface Diagnosis {
  readonly version: string
  /** Every setting by its kebab-case name: what holds, and who says so (`default` where nobody does). */
  readonly settings: { readonly [name: string]: { readonly value: string; readonly from: string } }
  /** As `getClickId()`. */
  readonly clickId: string | null
  /** Where this page has it from: its address, the address that it was loaded from, the page before, or an earlier visit. */
  readonly clickFrom: 'address' | 'first-address' | 'referrer' | 'cookie' | null
  /** `memory` where no cookie can be held: then it is lost with the page. */
  readonly keptIn: 'cookie' | 'memory' | null
  /** The domain on which this build, or production, has set the cookie; null where a server did, or nobody. */
  readonly cookieDomain: string | null
  readonly consent: 'granted' | 'denied' | 'undecided'
  /** Conversions that the API has not answered, as they are stored. */
  readonly outbox: readonly WaitingConversion[]
  /** What was said on the console, oldest first; the last 200. */
  readonly messages: readonly DiagnosisMessage[]
}

/** A conversion that waits for the API's answer. */
export interface WaitingConversion {
  /** The request's body. */
  readonly body: object
  /** ISO 8601. */
  readonly madeAt: string
  /** Not sent before, ISO 8601. */
  readonly dueAt: string
  /** Where its own `track()` gave one. */
  readonly publishableKey?: string
  /** Of what it is (`hubspot:<form id>`, `hubspot:meetings`), while it waits for a `track()` that completes it. */
  readonly heldFor?: string
}

/** A line of the development build's console. */
export interface DiagnosisMessage {
  /** Stable, such as `no-key`. */
  readonly code: string
  /** `warn` where there is something to mend. */
  readonly level: 'info' | 'warn'
  /** What is so. */
  readonly text: string
  /** What to do about it. */
  readonly remedy?: string
  /** ISO 8601. */
  readonly time: string
}
