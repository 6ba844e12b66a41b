import type { Entry } from '../../../../src/stored/state'
import { useShop } from '../../../support/unit/shop'

export const STORAGE_KEY = '_introw_aff'

/** What waits in the outbox. */
export const stored = (): Entry[] => JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{"outbox":[]}').outbox

/** A shop, and an API that fails as a test asks it to. */
export function useDelivery() {
  const shop = useShop()
  const { sandbox } = shop
  return {
    ...shop,
    /** What came of each request that has arrived. */
    outcomes: () => sandbox.store.requests.map(({ outcome }) => outcome),
    /** Makes the next POST fail. */
    postFault: (fault: object) =>
      sandbox.faults.add({ on: 'post', times: 1, ...fault } as Parameters<typeof sandbox.faults.add>[0]),
  }
}
