import type { Call } from '../../support/unit/backend'
import { settle } from '../../support/unit/time'

/** A page of the shop with a click. */
export const LANDING = 'https://www.shop.test/?irw_id=a'

/** The last call of `fetch`. */
export async function lastCall(calls: readonly Call[]): Promise<Call> {
  await settle()
  const call = calls.at(-1)
  if (!call) throw new Error('Nothing was sent.')
  return call
}

/** The key of the last call of `fetch`. */
export const lastKey = async (calls: readonly Call[]) => (await lastCall(calls)).headers.get('x-introw-publishable-key')
