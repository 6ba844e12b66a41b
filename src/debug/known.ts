import type { Affiliate } from '../types'

/** What is known of this page so far. */
export interface Known {
  /** The page's instance, if it is of this build. */
  affiliate?: Affiliate | undefined
  /** The click id of the address, whether or not it may be kept. */
  landing?: string | undefined
  /** Where it was found. */
  landingFrom?: 'address' | 'first-address' | 'referrer' | undefined
  /** Whether this page has taken it for a new click. */
  isTaken?: boolean
  /** The visitor's decision, when it was last asked for: undefined while there is none. */
  isGranted?: boolean | undefined
  /** The page's memory, in place of storage that refuses. */
  memory?: Record<string, { o: unknown[] } | undefined> | undefined
}

export const known: Known = {}
