import type { ResultListener } from '../conversion/results'
import type { Success } from '../conversion/success'
import type { Affiliate } from '../types'

/**
 * Hears of what somebody else's forms or schedulers have accepted, and reports it; or tells the visitor's decision. Called
 * once a page, while affiliate.js is evaluated.
 */
export type Integration = (port: Port) => void

/** What an integration is given of the page. No method throws. */
export interface Port extends Pick<Affiliate, 'getClickId' | 'consent'> {
  /**
   * Says that this integration counts something. HubSpot's forms count from then on only if they are named: one site's
   * newsletter form is another's conversion.
   */
  claim(): void
  /**
   * Says that this integration tells the visitor's decision, by `consent`. Until it does, the visitor is undecided, whatever the
   * settings say: a cookie of ours is no earlier yes then.
   */
  claimDecision(): void
  /**
   * Reports that somebody else's form or scheduler has accepted. Held for a `track()` of the merchant's, a second, three if it
   * has no e-mail yet; then sent. Written down in the same task, since most redirect at once.
   */
  report(success: Success): void
  /** Calls back when the visitor says no: forget what you keep. The same callback is added once. */
  onDenial(forget: () => void): void
  /**
   * Calls back when the visitor's click may be another than before, a click of a partner's link: it is known, a yes has come, or a
   * no. Ask `getClickId()` then. What it throws is swallowed.
   */
  onClick(listener: () => void): void
  /** Adds what this integration does for a page that calls it to the object which the page sees. */
  offer(members: Pick<Affiliate, 'decorate'>): void
  /** Calls back with the API's definite answers, those to earlier pages' conversions too. What it throws is swallowed. */
  onResult(listener: ResultListener): void
}
