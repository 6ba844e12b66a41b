import { toFields } from '../fields'
import { readWindow } from '../platform/named'

interface Interceptable {
  intercept?: unknown
}

let isOurs = false

/** Asks of an event of the Navigation API whether it tells of our own change. */
export const isOwnChange = (): boolean => isOurs

/**
 * Replaces the address without a navigation, and unheard: analytics would count a second page view, routers render the page
 * again. With the browser's own function, not with what analytics have put on `history`; one that they put on its prototype
 * hears of it. A router that listens to `navigate` is called, in Chromium whatever we do if it was there before us, but
 * meanwhile that event can do nothing.
 *
 * @param url - The full one: a relative one is resolved against <base>.
 * @throws Where the browser refuses: a rate limit, a sandbox.
 * @see https://html.spec.whatwg.org/multipage/nav-history-apis.html#dom-navigateevent-intercept
 */
export const replaceAddress = (state: unknown, url: string): void => {
  const event: Interceptable = (toFields(readWindow('NavigateEvent')).prototype as Interceptable | undefined) ?? {}
  const { intercept } = event
  try {
    isOurs = true
    event.intercept = () => {}
    History.prototype.replaceState.call(history, state, '', url)
  } finally {
    event.intercept = intercept
    // `navigatesuccess` comes before that.
    void Promise.resolve().then(() => (isOurs = false))
  }
}
