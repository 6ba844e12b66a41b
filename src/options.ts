import type { Integration } from './integrations/port'

/** A switch, as people write it: `on`, `true`, `1`, `yes`; `off`, `false`, `0`, `no`; capitals do not matter. */
export type Switch = boolean | 'on' | 'off'

/**
 * Settings of `init()`; the same in kebab-case as `data-` attributes of the script tag, or in the query of the script's
 * own URL. What cannot be read is as if it was not there, but never makes more stored, sent, believed or counted: see
 * `consent`, `hubspot`, `hubspotMeetings` and `outbox`, of which also the strictest holds where several sources say something.
 */
export interface Options {
  /**
   * Campaign publishable key, `pk_aff_…`, sent in `x-introw-publishable-key`: 1 to 128 characters, no spaces. A secret key,
   * `sk_…`, is as if it was not there. Default: none.
   */
  readonly publishableKey?: string | undefined
  /** http(s) base URL of the API, or of a proxy of yours in front of it; a path is kept. Default: `https://api.introw.io`. */
  readonly apiHost?: string | undefined
  /**
   * A parent domain of the page for the cookie, or `host` for this host alone, which also holds where the browser refuses
   * the domain. Default: the widest that the browser accepts.
   */
  readonly cookieDomain?: string | undefined
  /** Lifetime of the cookie in days, 1 to 365. Default: 90. */
  readonly cookieDays?: number | undefined
  /**
   * `required`: nothing is stored or sent before `consent(true)`; so does anything but `granted`. Or the function of a consent
   * platform, of `@introw/affiliate/integrations`, which then decides alone: `cookiebot()`. Default: `granted`.
   */
  readonly consent?: 'granted' | 'required' | Integration | undefined
  /**
   * HubSpot form submissions count as conversions: a switch, or the ids of the forms that count, as a list or with commas
   * or spaces between them. `email` counts none, and lends the e-mail to another vendor's booking. Anything
   * else counts nothing. Default: `on`, but `off` where `hubspotMeetings` or an integration counts something.
   */
  readonly hubspot?: boolean | string | readonly string[] | undefined
  /** HubSpot Meetings bookings count as conversions. Default: `off`, as anything that is no switch. */
  readonly hubspotMeetings?: Switch | undefined
  /**
   * Where unsent conversions wait: `local` storage, `session` storage, or the page's `memory`, as anything else. Default:
   * `local`.
   */
  readonly outbox?: 'local' | 'session' | 'memory' | undefined
  /** Leave `irw_id` in the address bar. Default: `off`. */
  readonly keepUrl?: Switch | undefined
  /**
   * What else counts, or decides: functions of `@introw/affiliate/integrations`, or your own. Where one of them counts
   * something, HubSpot's forms count only if `hubspot` names them. Default: none.
   */
  readonly integrations?: readonly Integration[] | undefined
}
