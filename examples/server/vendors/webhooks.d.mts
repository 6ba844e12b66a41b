import type { Conversions } from '@introw/affiliate/server'

export type Vendor = 'stripe' | 'calendly' | 'cal-com' | 'typeform'

/** Takes a vendor's webhook: 400 for what the vendor has not signed, 204 for what does not count, 500 to have it sent again. */
export function receive(
  vendor: Vendor,
  request: Request,
  options: { readonly conversions: Conversions; readonly secret: string },
): Promise<Response>
