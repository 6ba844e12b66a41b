import { readCalCom, readCalendly, readStripe, readTypeform } from './events.mjs'
import { isOfCalCom, isOfCalendly, isOfStripe, isOfTypeform } from './signatures.mjs'

/** Of each vendor how a webhook of its is known, and what it tells. */
export const VENDORS = {
  stripe: { isSigned: isOfStripe, read: readStripe },
  calendly: { isSigned: isOfCalendly, read: readCalendly },
  'cal-com': { isSigned: isOfCalCom, read: readCalCom },
  typeform: { isSigned: isOfTypeform, read: readTypeform },
}

/** Takes a vendor's webhook: what it has sold or booked is recorded, with the e-mail that the page was never told. */
export async function receive(vendor, request, { conversions, secret }) {
  // An empty key signs too.
  if (!secret) throw new TypeError(`The webhook of ${vendor} needs its secret.`)
  const { isSigned, read } = VENDORS[vendor]
  const body = Buffer.from(await request.arrayBuffer())
  if (!isSigned(body, request.headers, secret)) return new Response(null, { status: 400 })
  const conversion = read(JSON.parse(body))
  // No partner has sent this customer, or it does not count.
  if (!conversion?.clickId) return new Response(null, { status: 204 })
  try {
    const { status } = await conversions.record(conversion)
    // `duplicate` is well too: vendors deliver an event more than once, and the browser may have been first.
    return Response.json({ status })
  } catch (error) {
    console.error('Not recorded:', error)
    // The vendor's own retries are the queue.
    return new Response(null, { status: 500 })
  }
}
