// What each vendor tells of a sale or a booking, as a conversion. Undefined for what does not count: another event, a booking that
// was moved, a payment that is not there yet.

/** https://docs.stripe.com/api/checkout/sessions/object : the amount is in the currency's smallest unit. */
export function readStripe({ type, data }) {
  const isCompleted = type === 'checkout.session.completed' || type === 'checkout.session.async_payment_succeeded'
  // A bank's debit may take days: another event tells of its end.
  if (!isCompleted || data.object.payment_status === 'unpaid') return undefined
  const { id, client_reference_id: clickId, customer_details: customer, amount_total: amount, currency } = data.object
  return { clickId, email: customer?.email, properties: { stripeSession: id, amount, currency } }
}

/** https://developer.calendly.com/api-docs : `old_invitee` is of a booking that was moved. */
export function readCalendly({ event, payload }) {
  if (event !== 'invitee.created' || payload.old_invitee) return undefined
  const { email, tracking, uri, scheduled_event: booking } = payload
  const properties = { calendlyEvent: booking?.uri, calendlyInvitee: uri }
  return { clickId: tracking?.utm_term, email, properties }
}

/** https://cal.com/docs/developing/guides/automation/webhooks : the organizer is your own colleague. */
export function readCalCom({ triggerEvent, payload }) {
  if (triggerEvent !== 'BOOKING_CREATED') return undefined
  const { uid, metadata, attendees } = payload
  return { clickId: metadata?.introw_click_id, email: attendees?.[0]?.email, properties: { calComBooking: uid } }
}

/** https://www.typeform.com/developers/webhooks/example-payload/ */
export function readTypeform({ event_type: type, form_response: response }) {
  if (type !== 'form_response') return undefined
  const { form_id: form, token, hidden, answers } = response
  const email = answers?.find((answer) => answer.type === 'email')?.email
  return { clickId: hidden?.introw_click_id, email, properties: { typeformForm: form, typeformResponse: token } }
}
