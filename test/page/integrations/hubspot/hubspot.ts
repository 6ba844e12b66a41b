import { afterAll, beforeEach } from 'vitest'
import { KEY } from '../../../support/unit/backend'
import { useShop } from '../../../support/unit/shop'

/** A shop with forms of HubSpot's. */
export function useHubSpot() {
  const shop = useShop()
  const rejections: unknown[] = []
  const onRejection = (reason: unknown) => rejections.push(reason)
  process.on('unhandledRejection', onRejection)
  beforeEach(() => (rejections.length = 0))
  afterAll(() => {
    process.off('unhandledRejection', onRejection)
  })
  return {
    ...shop,
    /** Rejections that nobody has caught, of this test. */
    rejections,
    /** What the API has recorded, without its ids. */
    conversions: () => shop.sandbox.store.conversions.map(({ email, properties }) => ({ email, properties })),
  }
}

export const withTag = (attributes: object) => ({ tag: { 'data-publishable-key': KEY, ...attributes } })
