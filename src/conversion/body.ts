import { attempt } from '../attempt'

/** Largest body, in bytes of UTF-8. Half of what all keepalive requests of a page may hold in flight (fetch, 64 KiB). */
const BODY_MAX_BYTES = 32 * 1024

/**
 * The contract's pattern and `format: email` at once: a label neither begins nor ends with a hyphen. At most 254
 * characters, RFC 5321 section 4.5.3.1.3.
 */
const EMAIL_PATTERN = /^(?!\.|.*\.\.|.{255})[\w'+.-]*[\w+-]@([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z]{2,}$/i

/**
 * Turns whatever a page passes into what the API accepts, since a 422 loses the conversion. Never throws.
 *
 * @param clickId - Click id of 1 to 256 characters.
 * @param conversion - Anything; its `email` and `properties` are used.
 * @returns JSON text of at most 32 KiB, schema `AffiliateConversionRequest`.
 */
export function createBody(clickId: string, conversion: unknown): string {
  const properties: Record<string, unknown> = Object.create(null)
  const given = attempt(() => Object((conversion as { properties: unknown }).properties))
  const names = attempt(() => Object.keys(given)) || []
  for (const name of names) {
    const value = toValue(() => given[name])
    if (value !== undefined) properties[name] = value
  }
  const email = toValue(() => (conversion as { email: unknown }).email)
  const address = String(email ?? '').trim()
  const isEmail = EMAIL_PATTERN.test(address)
  if (address && !isEmail) properties.email ??= email
  return fit({ clickId, ...(isEmail && { email: address }), properties }, properties)
}

/** A `Date` and a boxed text, number or boolean become what they stand for; other objects become JSON text. */
function toValue(read: () => unknown): unknown {
  return attempt(() => {
    const value = read()
    const json = JSON.stringify(value)
    const plain = JSON.parse(json)
    if (plain === null && value !== null) return undefined
    return Object(plain) === plain ? json : plain
  })
}

/** Cuts the longest values first, and at last leaves the properties out. */
function fit(body: object, properties: Record<string, unknown>): string {
  // A surrogate without its other half has no UTF-8.
  const stringify = () => JSON.stringify(body, (_, value) => (value?.replace ? value.replace(/\p{Cs}/gu, '\ufffd') : value))
  for (let limit = BODY_MAX_BYTES; new TextEncoder().encode(stringify()).length > BODY_MAX_BYTES; limit *= 0.8)
    for (const name of Object.keys(properties)) {
      const value = properties[name] as string
      if (limit < 1) delete properties[name]
      else if (value?.slice) properties[name] = value.slice(0, limit)
    }
  return stringify()
}
