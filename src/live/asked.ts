import { readCurrentScript } from '../platform/named'
import type { Affiliate } from '../types'

/** Of the file's address, in the line that is pasted: nothing but a look. */
const LOOK = /[?&]look\b/

const ADDRESS = /\b[a-z][\w+.-]*:\/\/[^\s)]+/i

/**
 * Asks whether the development build is only to look: it was pasted into a console, by the line or as the file's text, or it
 * came beside another build, which serves the page.
 *
 * @param instance - The page's, of any build.
 */
export const isLookAsked = (instance: Affiliate | undefined): boolean => {
  // Where it is imported on a server, there is nothing to look at.
  if (typeof document === 'undefined') return false
  const address = readAddress()
  return address === undefined || LOOK.test(address) || (instance !== undefined && !instance.debug)
}

/**
 * Where this file comes from. An inline script has an element without an address; a module has no element, but an address in the
 * stack; text in a console has neither, nor has what is evaluated, whoever's address stands behind that.
 */
const readAddress = (): string | undefined => {
  const frame = (new Error().stack ?? '').split('\n').find((line) => ADDRESS.test(line)) ?? ''
  return readCurrentScript()?.src ?? (/\beval\b/.test(frame) ? undefined : ADDRESS.exec(frame)?.[0])
}
