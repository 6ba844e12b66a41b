import type { Success } from '../conversion/success'
import type { Affiliate } from '../types'

/** Hears of somebody else's forms or schedulers, and reports what they have accepted. */
export type Integration = (port: Port) => void

/** What an integration is given of the page. No method throws. */
export interface Port extends Pick<Affiliate, 'getClickId' | 'consent'> {
  /**
   * Reports that somebody else's form or scheduler has accepted. Held for a `track()` of the merchant's, a second, three if it
   * has no e-mail yet; then sent. Written down in the same task, since most redirect at once.
   */
  report(success: Success): void
}
