import { beforeEach } from 'vitest'
import type { Affiliate } from '../../../src/types'
import { type Backend, useBackend } from './backend'
import { newVisitor, visit, type VisitOptions } from './page'

export const SHOP = 'https://www.shop.test/'
export const EMAIL = 'lead@acme.example'

export interface Shop extends Pick<Backend, 'sandbox' | 'calls'> {
  readonly backend: Backend
  /** The shop's URL as a partner's link gives it out, with a new click. */
  landing(): Promise<string>
  /** Follows a partner's link to the shop. */
  land(options?: VisitOptions): Promise<Affiliate>
}

/** Has every test of a file begin with a new visitor of the demo's merchant, whose pages reach the sandbox. */
export function useShop(): Shop {
  const backend = useBackend()
  beforeEach(() => newVisitor(backend))
  const landing = async () => `${SHOP}?irw_id=${await backend.click()}`
  const land = async (options?: VisitOptions) => visit(await landing(), options)
  return { backend, sandbox: backend.sandbox, calls: backend.calls, landing, land }
}
