// Who has sent a webhook: each vendor signs its bytes as they are, with a secret that you share with it. Read no body before.
import { createHmac, timingSafeEqual } from 'node:crypto'

const STRIPE_TOLERANCE_S = 300
const CALENDLY_TOLERANCE_S = 180

/** https://docs.stripe.com/webhooks#verify-manually */
export const isOfStripe = (body, headers, secret) =>
  isTimed(body, headers.get('Stripe-Signature'), secret, STRIPE_TOLERANCE_S)

/** https://developer.calendly.com/api-docs/overview/webhooks/webhook-signatures.md */
export const isOfCalendly = (body, headers, secret) =>
  isTimed(body, headers.get('Calendly-Webhook-Signature'), secret, CALENDLY_TOLERANCE_S)

/** https://cal.com/docs/developing/guides/automation/webhooks */
export const isOfCalCom = (body, headers, secret) =>
  isSame(headers.get('X-Cal-Signature-256'), sign(secret, body).toString('hex'))

/** https://www.typeform.com/developers/webhooks/secure-your-webhooks/ */
export const isOfTypeform = (body, headers, secret) =>
  isSame(headers.get('Typeform-Signature'), `sha256=${sign(secret, body).toString('base64')}`)

/** `t=<seconds>,v1=<signature>`, of which there may be several: what somebody has kept and sends again is refused. */
function isTimed(body, header, secret, toleranceSeconds) {
  const parts = (header ?? '').split(',').map((part) => part.trim().split('='))
  const [, time = ''] = parts.find(([name]) => name === 't') ?? []
  const isFresh = Math.abs(Date.now() / 1000 - Number(time || NaN)) <= toleranceSeconds
  const expected = sign(secret, `${time}.`, body).toString('hex')
  return isFresh && parts.some(([name, value]) => name === 'v1' && isSame(value, expected))
}

function sign(secret, ...texts) {
  const hmac = createHmac('sha256', secret)
  for (const text of texts) hmac.update(text)
  return hmac.digest()
}

/** In a time that tells nothing of where they differ. */
function isSame(given, expected) {
  const [one, other] = [given ?? '', expected].map((text) => Buffer.from(text))
  return one.length === other.length && timingSafeEqual(one, other)
}
