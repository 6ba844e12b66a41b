import { toFields } from '../platform/fields'
import { findElements, readWindow } from '../platform/named'

/**
 * Asks whether a router of this page remembers the address that it has rendered, and renders it again as soon as it is another:
 * with the next link to a part of the page (`#faq`), or with Back from there. What a visitor has written into a form would be
 * gone, so there the address stays as it is. Each by its mark, in the history state or in the page.
 *
 * @see https://github.com/swup/swup/blob/master/src/Swup.ts - `handleLinkClick`
 * @see https://github.com/barbajs/barba/blob/main/packages/core/src/core.ts - `go`, for `popstate`
 * @see https://github.com/withastro/astro/blob/main/packages/astro/src/transitions/router.ts - `samePage`
 */
export const isAddressRemembered = (): boolean => {
  const { source, from } = toFields(history.state)
  return source === 'swup' || from === 'barba' || findElements('[name=astro-view-transitions-enabled]').length > 0
}

/**
 * Turbo looks up what it has rendered by the address that it had then. Told of the new one, it finds it, and fetches nothing.
 *
 * @see https://github.com/hotwired/turbo/blob/main/src/core/view.js - and `page_view.js`, `cacheSnapshot`
 */
export const tellTurbo = (url: string): void => {
  const { session } = toFields(readWindow('Turbo'))
  Object.assign(toFields(toFields(session).view), { lastRenderedLocation: new URL(url) })
}
