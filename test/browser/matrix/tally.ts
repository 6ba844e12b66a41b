import { isDeepStrictEqual } from 'node:util'
import type { Visit } from './visit.ts'

/** What is known of one conversion in the end. */
export interface Tally {
  /** Recorded once per click, with its e-mail and properties. */
  readonly isRecorded: boolean
  /** POSTs of it, from all page loads. */
  readonly posts: number
  /** All that should not be, for people. */
  readonly problems: readonly string[]
}

/** Counts by the sandbox's store and log, and by what the pages complained of. */
export function tally({ sandbox, conversion, merchant }: Visit): Tally {
  const { conversions, requests } = sandbox.store
  const [recorded, ...others] = conversions.map(({ email, properties }) => ({ email, properties }))
  const isRecorded = others.length === 0 && isDeepStrictEqual(recorded, conversion)
  const posts = requests.length
  return {
    isRecorded,
    posts,
    problems: [...(isRecorded ? [] : [`recorded ${JSON.stringify(conversions)}`]), ...merchant.complaints],
  }
}
