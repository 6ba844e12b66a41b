import { findElements } from '../platform/named'
import { quietly } from './quietly'
import { say } from './voice'

/**
 * Looks at the frames of Calendly's that were written by hand: without `embed_domain` they tell the page nothing.
 *
 * @see https://developer.calendly.com/api-docs/overview/embedding/notifying-the-parent-window.md
 */
export const lookAtFrames = (): void => {
  for (const { src } of findElements<HTMLIFrameElement>('iframe[src^="https://calendly.com/"]')) {
    const url = quietly(() => new URL(src))
    if (url && !url.searchParams.has('embed_domain')) say('frame-silent', url.origin + url.pathname, location.hostname)
  }
}
