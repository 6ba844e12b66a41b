// What the stand-ins' servers would do: a webhook, signed as Stripe's and Calendly's are, as of November 2026.
// https://docs.stripe.com/webhooks#verify-manually
// https://developer.calendly.com/api-docs/overview/webhooks/webhook-signatures.md

/** Delivers an event to the merchant's server, which is where this page comes from too. */
export async function deliver(path, header, event, secret = 'whsec_demo') {
  const body = JSON.stringify(event)
  const time = Math.floor(Date.now() / 1000)
  const bytes = (text) => new TextEncoder().encode(text)
  const key = await crypto.subtle.importKey('raw', bytes(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', key, bytes(`${time}.${body}`)))
  const hex = [...signature].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  await fetch(path, { method: 'POST', headers: { [header]: `t=${time},v1=${hex}` }, body })
}
