import type { Element, Page } from './page'
import { findRunning } from './running'

/** The stub on a page. */
export interface Stub {
  readonly element: Element
  /** What an editor or a minifier has left of it is JavaScript. */
  readonly isIntact: boolean
}

/** The longest that is looked at: a longer script is a whole library. */
const LENGTH_MAX = 5_000

/**
 * Finds the stub among a page's inline scripts, also one that something has changed on its way.
 *
 * @param compiles - Asks whether a text is JavaScript.
 */
export const findStub = ({ elements }: Page, compiles: (code: string) => boolean): Stub | undefined => {
  const element = elements.find(
    ({ name, attributes, text }) =>
      name === 'script' &&
      !attributes.has('src') &&
      text.length < LENGTH_MAX &&
      ['introw', 'affiliate', 'no-script', 'queue'].every((word) => text.includes(word)),
  )
  return element && { element, isIntact: compiles(element.text) && findRunning(element).state === 'runs' }
}
