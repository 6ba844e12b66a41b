import { afterEach } from 'vitest'
import { affiliate } from '../../../support/unit/page'
import { useVendors } from '../vendors/vendor'

export const OTHER = 'https://app.other.test/p?sig=a%20b#top'
/** The full edition's, which hands clicks to these. */
export const LINKS = { 'data-link-domains': 'other.test, other.io' }

/** A shop whose pages lead to other domains; happy-dom itself would follow there. */
export function useLinks() {
  const { happyDOM } = window as unknown as { happyDOM: { settings: { navigation: Record<string, boolean> } } }
  Object.assign(happyDOM.settings.navigation, {
    disableMainFrameNavigation: true,
    disableChildPageNavigation: true,
    disableFallbackToSetURL: true,
  })
  afterEach(() => document.body.replaceChildren())
  return useVendors()
}

export const clickId = () => affiliate().getClickId()
const firstSeen = () => JSON.parse(localStorage.getItem('_introw_aff') ?? '{}').click.firstSeenAt as number
/** What is in the address for the other domain. */
export const pair = () => `irw_h=${Date.now() - 1_000}.${Math.min(firstSeen(), Date.now() - 1_000)}.${clickId()}`
export const decorated = () => `https://app.other.test/p?sig=a%20b&${pair()}#top`

/** Puts markup on the page, and gives its first link, form or other element. */
export function put<Found extends Element = HTMLElement>(html: string, selector = 'a,form'): Found {
  document.body.innerHTML = html
  const found = document.querySelector<Found>(selector)
  if (!found) throw new Error('It is not there.')
  return found
}

export const link = (attributes = '') => put<HTMLAnchorElement>(`<a href="${OTHER}" ${attributes}><b>There</b></a>`)

/** What the browser would follow: the attribute as it stands when all listeners have heard the event. */
export function follow(target: Element, event: Event = click(), name = 'href', of: Element = target): string | null {
  target.dispatchEvent(event)
  return event.defaultPrevented ? null : of.getAttribute(name)
}

export const click = (init: MouseEventInit = {}, type = 'click') =>
  new MouseEvent(type, { bubbles: true, cancelable: true, composed: true, ...init })
