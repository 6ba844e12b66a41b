import type { Facts } from '../diagnose'
import type { Affiliate, Diagnosis } from '../types'

/** What is known of this page so far. */
export interface Known {
  /** The page's instance, if it is of this build. */
  affiliate?: Affiliate | undefined
  /** The URL of its script, without a query, if neither the tag nor its URL has any setting. */
  bareUrl?: string | undefined
  /** The click id of the address, whether or not it may be kept. */
  landing?: string | undefined
  /** Where it was found. */
  landingFrom?: 'address' | 'first-address' | 'referrer' | undefined
  /** Whether this page has taken it for a new click. */
  isTaken?: boolean
  /** The visitor's decision, when it was last asked for. */
  consent?: Diagnosis['consent']
  /** Whether `consent()` was called. */
  isDecided?: boolean
  /** The page's memory, in place of storage that refuses. */
  memory?: Facts['written']['memory']
  /** Other domains that a click is handed to. */
  linkDomains?: readonly string[]
  /** Whether marked forms count. */
  areMarksRead?: boolean
  /** Whether marked fields are filled. */
  areFieldsRead?: boolean
}

export const known: Known = {}
