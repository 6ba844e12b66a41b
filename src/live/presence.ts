import { quietly } from '../debug/quietly'
import { toFields } from '../platform/fields'
import { findElements, readWindow } from '../platform/named'
import type { Affiliate } from '../types'

/** Who answers as `introw.affiliate`. */
export type Presence =
  | { readonly state: 'running'; readonly version: string }
  /** The stub, whose script has not come; another script's object, or an older snippet's; nobody. */
  | { readonly state: 'stub' | 'foreign' | 'nobody' }

/**
 * Finds out who is there. Nothing of it is called: `getClickId()` starts a page that has not started yet.
 *
 * @param instance - One of ours, of any build.
 */
export const findPresence = (instance: Affiliate | undefined): Presence => {
  if (instance) return { state: 'running', version: quietly(() => String(instance.version)) ?? '' }
  const object = readAffiliate(readWindow('introw'))
  if (object === undefined || object === null) return { state: 'nobody' }
  const isStub = quietly(() => Array.isArray(toFields(object).queue) && toFields(object).version === undefined)
  return { state: isStub ? 'stub' : 'foreign' }
}

/** The address of a frame of this page in which affiliate.js runs, where the page itself has none. */
export const findFramed = (): string | undefined =>
  findElements<HTMLIFrameElement>('iframe')
    .filter(({ contentWindow }) => {
      const affiliate = quietly(() => readAffiliate(toFields(contentWindow).introw))
      return quietly(() => typeof toFields(affiliate).version === 'string')
    })
    .map((frame) => frame.getAttribute('src') || 'one without an address')[0]

const readAffiliate = (introw: unknown) => quietly(() => toFields(introw).affiliate)
