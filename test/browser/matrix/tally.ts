import { isDeepStrictEqual } from 'node:util'
import type { Visit } from './visit.ts'

/** What is known of one conversion in the end. */
export interface Tally {
  /** Recorded once per click, with its e-mail and properties. */
  readonly isRecorded: boolean
  /** Most POSTs of it from one page load. */
  readonly posts: number
  /** All that should not be, for people. */
  readonly problems: readonly string[]
}

const POSTS_MAX = 5

/** Counts by the sandbox's store and log, and by what the pages complained of. */
export function tally({ sandbox, conversion, merchant }: Visit): Tally {
  const { conversions, requests } = sandbox.store
  const [recorded, ...others] = conversions.map(({ email, properties }) => ({ email, properties }))
  const isRecorded = others.length === 0 && isDeepStrictEqual(recorded, conversion)
  const posts = Math.max(0, ...countBy(requests.map(({ body, headers }) => `${headers.host} ${body}`)))
  return {
    isRecorded,
    posts,
    problems: [
      ...(isRecorded ? [] : [`recorded ${JSON.stringify(conversions)}`]),
      ...(posts > POSTS_MAX ? [`${posts} POSTs from one page load`] : []),
      ...merchant.complaints,
    ],
  }
}

function countBy(names: readonly string[]): number[] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts.values()]
}
