import { afterEach } from 'vitest'
import { KEY } from '../../../support/unit/backend'
import { importIntegrations } from '../../../support/unit/page'
import { useShop } from '../../../support/unit/shop'
import { post, putFrame } from '../hubspot/messages'

/** A shop with the full edition on its pages. */
export function useVendors() {
  const shop = useShop()
  afterEach(() => document.body.replaceChildren())
  return {
    ...shop,
    /** Follows a partner's link, with these settings on the tag of the full edition. */
    landFull: (settings: Readonly<Record<string, string>>) =>
      shop.land({ edition: 'full', tag: { 'data-publishable-key': KEY, ...settings } }),
    /** What the API has recorded, without its ids. */
    conversions: () => shop.sandbox.store.conversions.map(({ email, properties }) => ({ email, properties })),
  }
}

/** What a vendor's frame posts, with its address and its origin. */
export interface Told {
  readonly src: string
  readonly origin: string
  readonly data: unknown
}

/** Posts it from a frame that the page has put there. */
export function tell({ src, origin, data }: Told): void {
  post({ data, origin, source: putFrame(src) })
}

export { importIntegrations, post, putFrame }
